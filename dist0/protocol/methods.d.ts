/**
 * Every method that the sidecar answers: name → summary, parameter schema and result shape. The one table that the
 * dispatcher, the OpenRPC document, the typed clients and the docs are made from.
 */
import type * as v from 'valibot';
import type { CommonParams } from './envelope.ts';
import * as hash from './methods/hash.ts';
import * as prompt from './methods/prompt.ts';
import * as segment from './methods/segment.ts';
import * as server from './methods/server.ts';
import * as text from './methods/text.ts';
import type { JsonSchema } from './schema.ts';
/** Wire parameters and results by method name: what a typed client is made of. */
export interface Methods {
    'hash/records': {
        params: hash.HashRecordsParams;
        result: hash.HashDigests;
    };
    'hash/messages': {
        params: hash.HashMessagesParams;
        result: hash.HashDigests;
    };
    'hash/files': {
        params: hash.HashFilesParams;
        result: hash.HashFilesResult;
    };
    'segment/open': {
        params: segment.SegmentOpenParams;
        result: segment.SegmentOpenResult;
    };
    'segment/close': {
        params: segment.SegmentCloseParams;
        result: null;
    };
    'segment/write': {
        params: segment.SegmentWriteParams;
        result: null;
    };
    'segment/read': {
        params: segment.SegmentReadParams;
        result: segment.SegmentReadResult;
    };
    'text/normalize': {
        params: text.NormalizeParams;
        result: text.NormalizeResult;
        packed: text.PackedNormalizeResult;
    };
    'text/scan': {
        params: text.ScanParams;
        result: text.ScanResult;
        packed: text.PackedScanResult;
    };
    'text/redact': {
        params: text.RedactParams;
        result: text.RedactResult;
        packed: text.PackedRedactResult;
    };
    'text/tokens': {
        params: text.TokensParams;
        result: text.TokensResult;
    };
    'text/chunk': {
        params: text.ChunkParams;
        result: text.ChunkResult;
    };
    'text/dedupe': {
        params: text.DedupeParams;
        result: text.DedupeResult;
    };
    'prompt/prepare': {
        params: prompt.PrepareParams;
        result: prompt.PrepareResult;
    };
    'server/status': {
        params: CommonParams;
        result: server.ServerStatus;
    };
    'server/stats': {
        params: CommonParams;
        result: server.ServerStats;
    };
    'rpc.discover': {
        params: CommonParams;
        result: JsonSchema;
    };
}
export type MethodName = keyof Methods;
export type ParamsOf<M extends MethodName> = Methods[M]['params'];
export type ResultOf<M extends MethodName> = Methods[M]['result'];
/** The result of a call with `packed`, where there is such. */
export type PackedOf<M extends MethodName> = Methods[M] extends {
    packed: infer P;
} ? P : never;
export interface MethodDescription {
    summary: string;
    params: v.GenericSchema;
    result: JsonSchema;
}
export declare const METHODS: {
    readonly 'hash/records': {
        readonly summary: 'Digests of records of one size, over all workers.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            algorithm: v.PicklistSchema<readonly ["sha256", "blake3"], string>;
            recordSize: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, 64>;
            data: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>;
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
        readonly result: JsonSchema;
    };
    readonly 'hash/messages': {
        readonly summary: 'Digests of many messages of any length.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            algorithm: v.PicklistSchema<readonly ["sha256", "blake3"], string>;
            data: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>, undefined>;
            lengths: v.OptionalSchema<v.SchemaWithPipe<readonly [v.CustomSchema<number[], v.ErrorMessage<v.CustomIssue> | undefined>, v.RawCheckAction<number[]>]>, undefined>;
            messages: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>, string>, undefined>;
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
        readonly result: JsonSchema;
    };
    readonly 'hash/files': {
        readonly summary: 'Digests of files that the sidecar reads itself.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
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
        readonly result: JsonSchema;
    };
    readonly 'segment/open': {
        readonly summary: 'Leases a range of the arena to this connection.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
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
        readonly result: JsonSchema;
    };
    readonly 'segment/close': {
        readonly summary: 'Gives a segment back.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            segment: v.StringSchema<string>;
        } & {
            deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
            progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
                traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
            }, "an object">]>, undefined>;
        }, "an object">]>;
        readonly result: {
            readonly type: 'null';
        };
    };
    readonly 'segment/write': {
        readonly summary: "Writes bytes into a segment, for clients that can't map it.";
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            segment: v.StringSchema<string>;
            offset: v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
            data: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>;
        } & {
            deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
            progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
                traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
            }, "an object">]>, undefined>;
        }, "an object">]>;
        readonly result: {
            readonly type: 'null';
        };
    };
    readonly 'segment/read': {
        readonly summary: "Reads bytes of a segment, for clients that can't map it.";
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
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
        readonly result: JsonSchema;
    };
    readonly 'text/normalize': {
        readonly summary: 'A text in a Unicode normal form.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            text: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>;
            form: v.PicklistSchema<readonly ["NFC", "NFD", "NFKC", "NFKD"], string>;
            packed: v.OptionalSchema<v.BooleanSchema<"true or false">, false>;
        } & {
            deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
            progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
                traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
            }, "an object">]>, undefined>;
        }, "an object">]>;
        readonly result: JsonSchema;
    };
    readonly 'text/scan': {
        readonly summary: 'Where rules match in texts: the packs `secrets` and `pii`, and rules of your own.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            text: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>, undefined>;
            texts: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>, string>, undefined>;
            lengths: v.OptionalSchema<v.SchemaWithPipe<readonly [v.CustomSchema<number[], v.ErrorMessage<v.CustomIssue> | undefined>, v.RawCheckAction<number[]>]>, undefined>;
            rules: v.GenericSchema<unknown, text.ValidRulesetPart[]>;
            encoding: v.OptionalSchema<v.PicklistSchema<readonly ["utf-8", "utf-16"], string>, "utf-8">;
            packed: v.OptionalSchema<v.BooleanSchema<"true or false">, false>;
        } & {
            deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
            progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
                traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
            }, "an object">]>, undefined>;
        }, "an object">]>;
        readonly result: JsonSchema;
    };
    readonly 'text/redact': {
        readonly summary: 'Texts without what rules match in them.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            text: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>, undefined>;
            texts: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>, string>, undefined>;
            lengths: v.OptionalSchema<v.SchemaWithPipe<readonly [v.CustomSchema<number[], v.ErrorMessage<v.CustomIssue> | undefined>, v.RawCheckAction<number[]>]>, undefined>;
            rules: v.GenericSchema<unknown, text.ValidRulesetPart[]>;
            replacement: v.OptionalSchema<v.StringSchema<string>, "[{rule}]">;
            packed: v.OptionalSchema<v.BooleanSchema<"true or false">, false>;
        } & {
            deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
            progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
                traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
            }, "an object">]>, undefined>;
        }, "an object">]>;
        readonly result: JsonSchema;
    };
    readonly 'text/tokens': {
        readonly summary: 'Token counts and ids, those of tiktoken.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            text: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>, undefined>;
            texts: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>, string>, undefined>;
            lengths: v.OptionalSchema<v.SchemaWithPipe<readonly [v.CustomSchema<number[], v.ErrorMessage<v.CustomIssue> | undefined>, v.RawCheckAction<number[]>]>, undefined>;
            encoding: v.PicklistSchema<readonly ["o200k_base", "cl100k_base"], string>;
            ids: v.OptionalSchema<v.BooleanSchema<"true or false">, false>;
        } & {
            deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
            progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
                traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
            }, "an object">]>, undefined>;
        }, "an object">]>;
        readonly result: JsonSchema;
    };
    readonly 'text/chunk': {
        readonly summary: 'Where to cut a text into chunks of at most so many tokens.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            text: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>;
            encoding: v.PicklistSchema<readonly ["o200k_base", "cl100k_base"], string>;
            maxTokens: v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
            overlap: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, 0>;
        } & {
            deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
            progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
                traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
            }, "an object">]>, undefined>;
        }, "an object">]>;
        readonly result: JsonSchema;
    };
    readonly 'text/dedupe': {
        readonly summary: 'Which texts are the same, or nearly.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            text: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>, undefined>;
            texts: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>, string>, undefined>;
            lengths: v.OptionalSchema<v.SchemaWithPipe<readonly [v.CustomSchema<number[], v.ErrorMessage<v.CustomIssue> | undefined>, v.RawCheckAction<number[]>]>, undefined>;
            mode: v.PicklistSchema<readonly ["exact", "near"], string>;
            threshold: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, 0.8>;
        } & {
            deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
            progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
                traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
            }, "an object">]>, undefined>;
        }, "an object">]>;
        readonly result: JsonSchema;
    };
    readonly 'prompt/prepare': {
        readonly summary: 'Everything a prompt needs before a model sees it, for a whole batch in one call.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            text: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>, undefined>;
            texts: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("./sources.ts").Source>]>, string>, undefined>;
            lengths: v.OptionalSchema<v.SchemaWithPipe<readonly [v.CustomSchema<number[], v.ErrorMessage<v.CustomIssue> | undefined>, v.RawCheckAction<number[]>]>, undefined>;
            normalize: v.OptionalSchema<v.PicklistSchema<readonly ["NFC", "NFD", "NFKC", "NFKD"], string>, undefined>;
            redact: v.OptionalSchema<v.GenericSchema<unknown, text.ValidRulesetPart[]>, undefined>;
            encoding: v.OptionalSchema<v.PicklistSchema<readonly ["o200k_base", "cl100k_base"], string>, undefined>;
            maxTokens: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            dedupe: v.OptionalSchema<v.GenericSchema<unknown, "exact" | "near" | {
                mode: 'exact' | 'near';
                threshold: number;
            }>, undefined>;
        } & {
            deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
            progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
                traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
            }, "an object">]>, undefined>;
        }, "an object">]>;
        readonly result: JsonSchema;
    };
    readonly 'server/status': {
        readonly summary: 'What the sidecar is doing now.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
            progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
                traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
            }, "an object">]>, undefined>;
        }, "an object">]>;
        readonly result: JsonSchema;
    };
    readonly 'server/stats': {
        readonly summary: 'Counters and latency histograms per method since the start.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
            progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
                traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
            }, "an object">]>, undefined>;
        }, "an object">]>;
        readonly result: JsonSchema;
    };
    readonly 'rpc.discover': {
        readonly summary: 'This document: OpenRPC of exactly what answers.';
        readonly params: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
            deadlineMs: v.OptionalSchema<v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            priority: v.OptionalSchema<v.PicklistSchema<readonly ["interactive", "bulk"], string>, undefined>;
            progressToken: v.OptionalSchema<v.CustomSchema<string | number, v.ErrorMessage<v.CustomIssue> | undefined>, undefined>;
            _meta: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
                traceparent: v.OptionalSchema<v.StringSchema<"a string">, undefined>;
            }, "an object">]>, undefined>;
        }, "an object">]>;
        readonly result: {
            readonly type: 'object';
        };
    };
};
export declare const METHOD_NAMES: MethodName[];
export declare function isMethod(name: string): name is MethodName;
