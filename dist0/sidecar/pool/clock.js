/**
 * One clock for all threads: milliseconds of CLOCK_MONOTONIC. `performance.now()` reads the same clock from each thread's own
 * start, and costs less than `hrtime.bigint()`, which a tiny call would read four times.
 */
import { performance } from 'node:perf_hooks';
/** Where this thread's clock starts on the shared one. The first calls of both are slow: the closest pair of readings counts. */
function findStart() {
    let start = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 4; i++) {
        const now = performance.now();
        start = Math.min(start, Number(process.hrtime.bigint()) / 1e6 - now);
    }
    return start;
}
const threadStart = findStart();
export function sharedNow() {
    return threadStart + performance.now();
}
/** A time of this thread's `performance.now()`, on the shared clock. */
export function sharedTime(now) {
    return threadStart + now;
}
