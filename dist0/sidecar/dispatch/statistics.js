const GROWTH = 1.25;
const FIRST_MS = 0.001;
const BUCKETS = 104;
export class Histogram {
    counts = new Uint32Array(BUCKETS);
    count = 0;
    sum = 0;
    max = 0;
    add(ms) {
        const bucket = ms <= FIRST_MS ? 0 : Math.ceil(Math.log(ms / FIRST_MS) / Math.log(GROWTH));
        const index = Math.min(bucket, BUCKETS - 1);
        this.counts[index] = (this.counts[index] ?? 0) + 1;
        this.count++;
        this.sum += ms;
        this.max = Math.max(this.max, ms);
    }
    summary() {
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
    quantile(share) {
        let left = Math.ceil(this.count * share);
        if (left === 0)
            return 0;
        for (let bucket = 0; bucket < BUCKETS; bucket++) {
            left -= this.counts[bucket] ?? 0;
            if (left <= 0)
                return Math.min(this.max, FIRST_MS * GROWTH ** bucket);
        }
        return this.max;
    }
}
class MethodRecord {
    calls = 0;
    bytes = 0;
    errors = {};
    queueMs = new Histogram();
    runMs = new Histogram();
}
export class MethodStatistics {
    records = new Map();
    /** Counts a request that was settled; `bytes` is its frame's size. */
    add(method, error, bytes, timing) {
        let record = this.records.get(method);
        if (record === undefined) {
            record = new MethodRecord();
            this.records.set(method, record);
        }
        record.calls++;
        record.bytes += bytes;
        if (error !== undefined)
            record.errors[error] = (record.errors[error] ?? 0) + 1;
        if (timing === undefined)
            return;
        record.queueMs.add(timing.queueMs);
        record.runMs.add(timing.runMs);
    }
    summary() {
        const summaries = {};
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
