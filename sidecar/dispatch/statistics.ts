/**
 * Counters and latency histograms per method. A histogram has buckets that grow by a quarter, from a microsecond to
 * hours: a quantile is the upper bound of its bucket, at most a quarter too high.
 */
import type { Timing } from '../../protocol/envelope.ts';
import type { ErrorName } from '../../protocol/errors.ts';
import type { LatencySummary, MethodStats } from '../../protocol/methods/server.ts';

const GROWTH = 1.25;
const LOG_GROWTH = Math.log(GROWTH);
const FIRST_MS = 0.001;
const BUCKETS = 104;

export class Histogram {
  private readonly counts = new Uint32Array(BUCKETS);
  private count = 0;
  private sum = 0;
  private max = 0;

  add(ms: number): void {
    const bucket = ms <= FIRST_MS ? 0 : Math.ceil(Math.log(ms / FIRST_MS) / LOG_GROWTH);
    const index = Math.min(bucket, BUCKETS - 1);
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.count++;
    this.sum += ms;
    this.max = Math.max(this.max, ms);
  }

  summary(): LatencySummary {
    const mean = this.count === 0 ? 0 : this.sum / this.count;
    return {
      count: this.count,
      mean,
      p50: this.quantile(0.5),
      p90: this.quantile(0.9),
      p99: this.quantile(0.99),
      max: this.max,
    };
  }

  private quantile(share: number): number {
    let left = Math.ceil(this.count * share);
    if (left === 0) return 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      left -= this.counts[bucket] ?? 0;
      if (left <= 0) return Math.min(this.max, FIRST_MS * GROWTH ** bucket);
    }
    return this.max;
  }
}

class MethodRecord {
  calls = 0;
  bytes = 0;
  readonly errors: Record<string, number> = {};
  readonly queueMs = new Histogram();
  readonly runMs = new Histogram();
}

export class MethodStatistics {
  private readonly records = new Map<string, MethodRecord>();

  /** Counts a request that was settled; `bytes` is its frame's size. */
  add(method: string, error: ErrorName | undefined, bytes: number, timing: Timing | undefined): void {
    let record = this.records.get(method);
    if (record === undefined) {
      record = new MethodRecord();
      this.records.set(method, record);
    }
    record.calls++;
    record.bytes += bytes;
    if (error !== undefined) record.errors[error] = (record.errors[error] ?? 0) + 1;
    if (timing === undefined) return;
    record.queueMs.add(timing.queueMs);
    record.runMs.add(timing.runMs);
  }

  summary(): Record<string, MethodStats> {
    const summaries: Record<string, MethodStats> = {};
    for (const [method, { calls, errors, bytes, queueMs, runMs }] of this.records) {
      summaries[method] = {
        calls,
        errors: { ...errors },
        bytes,
        queueMs: queueMs.summary(),
        runMs: runMs.summary(),
      };
    }
    return summaries;
  }
}
