/**
 * One clock for all threads: milliseconds of CLOCK_MONOTONIC. `performance.now()` reads the same clock from each thread's own
 * start, and costs less than `hrtime.bigint()`, which a tiny call would read four times.
 */
import { performance } from 'node:perf_hooks';

const threadStart = Number(process.hrtime.bigint()) / 1e6 - performance.now();

export function sharedNow(): number {
  return threadStart + performance.now();
}

/** A time of this thread's `performance.now()`, on the shared clock. */
export function sharedTime(now: number): number {
  return threadStart + now;
}
