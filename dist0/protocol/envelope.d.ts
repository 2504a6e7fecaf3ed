/** The fields that every request may carry, and the timing that every worker method answers with. */
import * as v from 'valibot';
export type Priority = 'interactive' | 'bulk';
/** On every request. */
export interface CommonParams {
    /** Milliseconds from receipt after which the request ends with DeadlineExceeded. */
    deadlineMs?: number | undefined;
    priority?: Priority | undefined;
    /** `$/progress` notifications carry it. */
    progressToken?: string | number | undefined;
    _meta?: {
        traceparent?: string | undefined;
    } | undefined;
}
export declare const commonEntries: {
    deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
    progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
        traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
    }, "an object">]>, undefined>;
};
/** The parameters of a method: its own fields and the common ones; anything else is refused by name. */
export declare function params<E extends v.ObjectEntries>(entries: E): v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<E & {
    deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
    progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
        traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
    }, "an object">]>, undefined>;
}, "an object">]>;
export interface Timing {
    /** Milliseconds from receipt to the first worker's start. */
    queueMs: number;
    /** Milliseconds from then to the end of the work. */
    runMs: number;
    /** How many workers took part; 0 when it ran inline on the main thread. */
    workers: number;
}
export interface Timed {
    timing: Timing;
}
