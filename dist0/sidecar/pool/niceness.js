/**
 * Workers step back for the threads that answer: on Linux each runs at a niceness of its own, so that the sidecar's main thread,
 * and the program that calls, get a core as soon as they wake, however much bulk work is under way. Beside a job of 1 GiB that
 * makes the slowest small calls several times faster, and costs nothing while cores are free.
 */
import { getPriority, setPriority } from 'node:os';
/** What nice(1) adds by default: a tenth of the weight of an ordinary thread where both want the same core. */
export const NICE = 10;
/** The niceness that the system has no more than. */
export const NICE_MAX = 19;
/** Adds to the calling thread's niceness. Elsewhere than on Linux a priority is the whole process's, and is left alone. */
export function stepBack(nice) {
    if (process.platform !== 'linux' || nice === 0)
        return;
    try {
        // 0 is the calling thread, and not the process: the others stay as they are
        setPriority(0, Math.min(NICE_MAX, getPriority(0) + nice));
    }
    catch {
        // a sandbox may forbid it, and it is no reason not to work
    }
}
