/**
 * How many workers this machine should have: one per physical core that this process may run on, within the cgroup's
 * CPU quota. Read from /sys and /proc on Linux; elsewhere what Node says.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
function read(path) {
    try {
        return readFileSync(path, 'utf8').trim();
    }
    catch {
        return undefined;
    }
}
/** `0-3,8` → [0, 1, 2, 3, 8]. */
export function parseCpuList(list) {
    return list.split(',').flatMap((part) => {
        const match = /^(\d+)(?:-(\d+))?$/.exec(part.trim());
        if (match === null)
            return [];
        const first = Number(match[1]);
        const last = Number(match[2] ?? match[1]);
        return Array.from({ length: last - first + 1 }, (_, i) => first + i);
    });
}
function allowedProcessors() {
    const status = read('/proc/self/status') ?? '';
    const list = /^Cpus_allowed_list:\s*(.+)$/m.exec(status)?.[1];
    return list === undefined ? [] : parseCpuList(list);
}
/** The core that a logical processor belongs to: its siblings share it. */
function coreOf(processor) {
    const base = `/sys/devices/system/cpu/cpu${processor}/topology`;
    return read(`${base}/thread_siblings_list`) ?? read(`${base}/core_cpus_list`) ?? String(processor);
}
/** `150000 100000` → 1.5, `max 100000` (or what is none) → undefined. */
export function parseCpuMax(text) {
    const match = /^(\d+)(?:\s+(\d+))?$/.exec(text.trim());
    return match === null ? undefined : Number(match[1]) / Number(match[2] ?? 100_000);
}
/** The tightest quota on the way from this process's cgroup (version 2) to the root. */
function cgroupQuota() {
    const path = /^0::(.+)$/m.exec(read('/proc/self/cgroup') ?? '')?.[1] ?? '/';
    const quotas = [];
    for (let at = path;; at = at.slice(0, at.lastIndexOf('/'))) {
        const max = read(`/sys/fs/cgroup${at}/cpu.max`);
        const quota = max === undefined ? undefined : parseCpuMax(max);
        if (quota !== undefined)
            quotas.push(quota);
        if (at === '' || at === '/')
            break;
    }
    return quotas.length === 0 ? undefined : Math.min(...quotas);
}
export function readTopology() {
    const allowed = process.platform === 'linux' ? allowedProcessors() : [];
    if (allowed.length === 0) {
        const logical = availableParallelism();
        return { logical, physical: logical, quota: undefined, processors: [] };
    }
    const cores = new Map();
    for (const processor of allowed) {
        const core = coreOf(processor);
        if (!cores.has(core))
            cores.set(core, processor);
    }
    const processors = [...cores.values()];
    // Node looks at quotas of the older cgroups, too.
    const logical = Math.min(allowed.length, availableParallelism());
    return { logical, physical: processors.length, quota: cgroupQuota(), processors };
}
/** The number of workers that suits: at least one, at most `most`. */
export function suitableWorkers(topology, most) {
    const quota = topology.quota === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(topology.quota));
    return Math.max(1, Math.min(topology.physical, topology.logical, quota, most));
}
