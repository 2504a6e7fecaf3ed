/** `hash/*`: digests of records, messages and files. Shapes only. */
import * as v from 'valibot';
import { type CommonParams, type Timed } from '../envelope.ts';
import type { ErrorObject } from '../errors.ts';
import { type SegmentRange, type SourceInput } from '../sources.ts';
export type Algorithm = 'sha256' | 'blake3';
/** `auto` takes the fastest for the shape. */
export type Engine = 'auto' | 'wasm' | 'openssl';
/** Both algorithms have digests of 32 bytes. */
export declare const DIGEST_BYTES = 32;
export declare const DEFAULT_RECORD_SIZE = 64;
export interface HashRecordsParams extends CommonParams {
    algorithm: Algorithm;
    /** Bytes a record; 64 if absent. The data's length must be a multiple of it. */
    recordSize?: number | undefined;
    data: SourceInput;
    into?: SegmentRange | undefined;
    engine?: Engine | undefined;
}
export interface HashDigests extends Timed {
    count: number;
    /** 32 bytes each, one after another; absent with `into`. */
    digests?: Uint8Array;
}
export declare const hashRecordsParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    algorithm: v.PicklistSchema<readonly ["sha256", "blake3"], string>;
    recordSize: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, 64>;
    data: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>;
    into: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
        segment: v.StringSchema<"a segment's id, a string">;
        offset: v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
        length: v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
    }, "an object">]>, undefined>;
    engine: v.OptionalSchema<v.PicklistSchema<readonly ["auto", "wasm", "openssl"], string>, "auto">;
} & {
    deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
    progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
        traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
    }, "an object">]>, undefined>;
}, "an object">]>;
export interface HashMessagesParams extends CommonParams {
    algorithm: Algorithm;
    /** With `lengths`: the messages, one after another. */
    data?: SourceInput | undefined;
    lengths?: number[] | undefined;
    /** Instead of `data` and `lengths`. */
    messages?: SourceInput[] | undefined;
    into?: SegmentRange | undefined;
    engine?: Engine | undefined;
}
export declare const hashMessagesParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    algorithm: v.PicklistSchema<readonly ["sha256", "blake3"], string>;
    data: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, undefined>;
    lengths: v.OptionalSchema<v.SchemaWithPipe<readonly [v.CustomSchema<number[], v.ErrorMessage<v.CustomIssue> | undefined>, v.RawCheckAction<number[]>]>, undefined>;
    messages: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, string>, undefined>;
    into: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
        segment: v.StringSchema<"a segment's id, a string">;
        offset: v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
        length: v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
    }, "an object">]>, undefined>;
    engine: v.OptionalSchema<v.PicklistSchema<readonly ["auto", "wasm", "openssl"], string>, "auto">;
} & {
    deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
    progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
        traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
    }, "an object">]>, undefined>;
}, "an object">]>;
export interface HashFilesParams extends CommonParams {
    algorithm: Algorithm;
    /** Absolute paths; a name that is no UTF-8 as its bytes. */
    paths: (string | Uint8Array)[];
    engine?: Engine | undefined;
}
/** The digest is lower-case hex in every dialect. */
export type FileDigest = {
    path: string | Uint8Array;
    bytes: number;
    digest: string;
} | {
    path: string | Uint8Array;
    error: ErrorObject;
};
export interface HashFilesResult extends Timed {
    /** In the order of `paths`. */
    files: FileDigest[];
}
export declare const hashFilesParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    algorithm: v.PicklistSchema<readonly ["sha256", "blake3"], string>;
    paths: v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.TransformAction<unknown, unknown>, v.CustomSchema<string | Uint8Array<ArrayBufferLike>, v.ErrorMessage<v.CustomIssue> | undefined>]>, string>;
    engine: v.OptionalSchema<v.PicklistSchema<readonly ["auto", "wasm", "openssl"], string>, "auto">;
} & {
    deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
    progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
    _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
        traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
    }, "an object">]>, undefined>;
}, "an object">]>;
