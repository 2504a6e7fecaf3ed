/**
 * A worker thread: runs shards of the jobs in the shared table until it is told to stop. It talks to the main thread by
 * the control block; messages are for its life only: ready, failed to start, stopped.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { ControlBlock } from '../arena/control.js';
import { pinThread } from '../arena/native.js';
import { stepBack } from './niceness.js';
import { ShardLoop } from './shard-loop.js';
import { ShardRunner } from './shard-runner.js';
/**
 * How often a worker that just worked looks at the wake count before it sleeps: some 20 µs. Waking a sleeping thread
 * costs 50–120 µs, and a spinning one costs a core: so only while busy.
 */
const SPINS = 4000;
/** Whether work was published within the spins. */
function spin(control, seen) {
    for (let spins = 0; spins < SPINS; spins++) {
        if (control.wakeCount !== seen)
            return true;
    }
    return false;
}
/** Works until it is told to stop. */
function work(worker, control, loop) {
    let busy = false;
    while (!control.stopRequested(worker)) {
        // Read before the look for work: what is published after it changes the count, and `sleep` returns at once.
        const seen = control.wakeCount;
        if (loop.turn())
            busy = true;
        else {
            if (!busy || !spin(control, seen))
                control.sleep(seen);
            busy = false;
        }
    }
    loop.close();
}
function post(message) {
    parentPort?.postMessage(message);
}
const { worker, share, module, processor, nice } = workerData;
try {
    stepBack(nice);
    const control = new ControlBlock(share.memory.buffer, share.layout.control);
    const slab = share.layout.slabs[worker];
    if (slab === undefined)
        throw new Error(`worker ${worker} has no slab`);
    const loop = new ShardLoop(worker, control, new ShardRunner(module, share, slab, control));
    if (processor >= 0)
        pinThread(processor);
    post({ kind: 'ready' });
    work(worker, control, loop);
    post({ kind: 'stopped' });
}
catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    post({ kind: 'failed', message, stack: stack ?? '' });
}
