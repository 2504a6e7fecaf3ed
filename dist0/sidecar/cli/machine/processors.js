/** How many workers this machine suits, and whether they can be pinned. */
import { nativeObstacle } from '../../arena/native.js';
import { readTopology, suitableWorkers } from '../../pool/topology.js';
import { plural } from '../quantities.js';
import { finding } from './finding.js';
export function lookAtProcessors() {
    const topology = readTopology();
    const { logical, physical, quota, processors } = topology;
    const workers = suitableWorkers(topology, Number.POSITIVE_INFINITY);
    const limit = quota === undefined ? 'no cgroup quota' : `a cgroup quota of ${quota} processors`;
    const cores = `${plural(physical, 'physical core')}, ${plural(logical, 'logical processor')}, ${limit}`;
    return [
        finding('cores', 'cores', true, () => `${cores}: ${plural(workers, 'worker')}`),
        finding('pinning', 'pinning', false, () => {
            const obstacle = nativeObstacle();
            if (obstacle !== undefined)
                throw new Error(obstacle);
            if (processors.length === 0)
                throw new Error('the processors of this machine are not listed');
            return 'serve --pin keeps each worker on one core';
        }, 'workers move between cores as the system likes'),
    ];
}
