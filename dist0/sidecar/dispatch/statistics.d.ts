/**
 * Counters and latency histograms per method. A histogram has buckets that grow by a quarter, from a microsecond to
 * hours: a quantile is the upper bound of its bucket, at most a quarter too high.
 */
import type { Timing } from '../../protocol/envelope.ts';
import type { ErrorName } from '../../protocol/errors.ts';
import type { LatencySummary, MethodStats } from '../../protocol/methods/server.ts';
export declare class Histogram {
    private readonly counts;
    private count;
    private sum;
    private max;
    add(ms: number): void;
    summary(): LatencySummary;
    private quantile;
}
export declare class MethodStatistics {
    private readonly records;
    /** Counts a request that was settled; `bytes` is its frame's size. */
    add(method: string, error: ErrorName | undefined, bytes: number, timing: Timing | undefined): void;
    summary(): Record<string, MethodStats>;
}
