/** One clock for all threads: milliseconds of CLOCK_MONOTONIC (`performance.now()` starts anew in each thread). */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
