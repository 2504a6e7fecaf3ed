export interface WorkerStatus {
    id: number;
    state: 'idle' | 'busy' | 'starting';
    /** While busy. */
    method?: string;
    /** Jobs that it took part in. */
    jobs: number;
    restarts: number;
}
export interface ServerStatus {
    version: string;
    pid: number;
    uptimeMs: number;
    workers: WorkerStatus[];
    connections: number;
    queue: {
        length: number;
        bytes: number;
    };
    /** `held`: bytes of closed segments that a former client still has mapped. */
    arena: {
        bytes: number;
        used: number;
        segments: number;
        largestFree: number;
        held: number;
    };
}
/** Milliseconds; quantiles are upper bounds of histogram buckets that grow by a quarter. */
export interface LatencySummary {
    count: number;
    mean: number;
    p50: number;
    p90: number;
    p99: number;
    max: number;
}
export interface MethodStats {
    calls: number;
    errors: Record<string, number>;
    bytes: number;
    queueMs: LatencySummary;
    runMs: LatencySummary;
}
export interface ServerStats {
    methods: Record<string, MethodStats>;
    workers: {
        restarts: number;
        traps: number;
    };
    log: {
        dropped: number;
    };
}
export declare const serverStatusParams: import("valibot").SchemaWithPipe<readonly [import("valibot").UnknownSchema, import("valibot").RawTransformAction<unknown, Record<string, unknown>>, import("valibot").ObjectSchema<{
    deadlineMs: import("valibot").OptionalSchema<import("valibot").CustomSchema<number, import("valibot").ErrorMessage<import("valibot").CustomIssue> | undefined>, undefined>;
    priority: import("valibot").OptionalSchema<import("valibot").PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
    progressToken: import("valibot").OptionalSchema<import("valibot").CustomSchema<string | number, import("valibot").ErrorMessage<import("valibot").CustomIssue> | undefined>, undefined>;
    _meta: import("valibot").OptionalSchema<import("valibot").SchemaWithPipe<readonly [import("valibot").UnknownSchema, import("valibot").RawTransformAction<unknown, Record<string, unknown>>, import("valibot").ObjectSchema<{
        traceparent: import("valibot").OptionalSchema<import("valibot").StringSchema<"a string">, undefined>;
    }, "an object">]>, undefined>;
}, "an object">]>;
export declare const serverStatsParams: import("valibot").SchemaWithPipe<readonly [import("valibot").UnknownSchema, import("valibot").RawTransformAction<unknown, Record<string, unknown>>, import("valibot").ObjectSchema<{
    deadlineMs: import("valibot").OptionalSchema<import("valibot").CustomSchema<number, import("valibot").ErrorMessage<import("valibot").CustomIssue> | undefined>, undefined>;
    priority: import("valibot").OptionalSchema<import("valibot").PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
    progressToken: import("valibot").OptionalSchema<import("valibot").CustomSchema<string | number, import("valibot").ErrorMessage<import("valibot").CustomIssue> | undefined>, undefined>;
    _meta: import("valibot").OptionalSchema<import("valibot").SchemaWithPipe<readonly [import("valibot").UnknownSchema, import("valibot").RawTransformAction<unknown, Record<string, unknown>>, import("valibot").ObjectSchema<{
        traceparent: import("valibot").OptionalSchema<import("valibot").StringSchema<"a string">, undefined>;
    }, "an object">]>, undefined>;
}, "an object">]>;
export declare const discoverParams: import("valibot").SchemaWithPipe<readonly [import("valibot").UnknownSchema, import("valibot").RawTransformAction<unknown, Record<string, unknown>>, import("valibot").ObjectSchema<{
    deadlineMs: import("valibot").OptionalSchema<import("valibot").CustomSchema<number, import("valibot").ErrorMessage<import("valibot").CustomIssue> | undefined>, undefined>;
    priority: import("valibot").OptionalSchema<import("valibot").PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
    progressToken: import("valibot").OptionalSchema<import("valibot").CustomSchema<string | number, import("valibot").ErrorMessage<import("valibot").CustomIssue> | undefined>, undefined>;
    _meta: import("valibot").OptionalSchema<import("valibot").SchemaWithPipe<readonly [import("valibot").UnknownSchema, import("valibot").RawTransformAction<unknown, Record<string, unknown>>, import("valibot").ObjectSchema<{
        traceparent: import("valibot").OptionalSchema<import("valibot").StringSchema<"a string">, undefined>;
    }, "an object">]>, undefined>;
}, "an object">]>;
