export declare function sharedNow(): number;
/** A time of this thread's `performance.now()`, on the shared clock. */
export declare function sharedTime(now: number): number;
