/** `segment/*`: ranges of the arena that a connection leases, mapped into the client where the platform can. */
import * as v from 'valibot';
import { type CommonParams } from '../envelope.ts';
import { type SourceInput } from '../sources.ts';
export interface SegmentOpenParams extends CommonParams {
    /** Rounded up to pages. */
    bytes: number;
    /** Also send the file descriptor, by SCM_RIGHTS, with the reply's first byte (Unix sockets only). */
    passDescriptor?: boolean | undefined;
}
export interface SegmentOpenResult {
    /** Opaque, and never reused. */
    segment: string;
    /** The bound of its ranges. */
    bytes: number;
    /** Whether another process can map it. */
    mapped: boolean;
    /** What a process of the same user opens and maps; absent when it is not mapped. */
    path?: string;
}
export interface SegmentCloseParams extends CommonParams {
    segment: string;
}
export interface SegmentWriteParams extends CommonParams {
    segment: string;
    offset: number;
    data: SourceInput;
}
export interface SegmentReadParams extends CommonParams {
    segment: string;
    offset: number;
    length: number;
}
export interface SegmentReadResult {
    data: Uint8Array;
}
export declare const segmentOpenParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    bytes: v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
    passDescriptor: v.OptionalSchema<v.BooleanSchema<"true or false">, false>;
} & {
    deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
    progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
        traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
    }, "an object">]>, undefined>;
}, "an object">]>;
export declare const segmentCloseParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    segment: v.StringSchema<string>;
} & {
    deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
    progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
        traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
    }, "an object">]>, undefined>;
}, "an object">]>;
export declare const segmentWriteParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    segment: v.StringSchema<string>;
    offset: v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
    data: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>;
} & {
    deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
    progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
        traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
    }, "an object">]>, undefined>;
}, "an object">]>;
export declare const segmentReadParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    segment: v.StringSchema<string>;
    offset: v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
    length: v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
} & {
    deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
    progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
        traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
    }, "an object">]>, undefined>;
}, "an object">]>;
