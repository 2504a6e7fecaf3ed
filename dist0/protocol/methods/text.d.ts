/** `text/*`: normalising, scanning, redacting, counting tokens, chunking and de-duplicating. Shapes only. */
import * as v from 'valibot';
import { type CommonParams, type Timed } from '../envelope.ts';
import { type SourceInput } from '../sources.ts';
export type NormalForm = 'NFC' | 'NFD' | 'NFKC' | 'NFKD';
export type TokenEncoding = 'o200k_base' | 'cl100k_base';
/** What offsets count: bytes of UTF-8, or UTF-16 units for editors and JavaScript. */
export type OffsetEncoding = 'utf-8' | 'utf-16';
export type Pack = 'secrets' | 'pii';
/** A rule of the client's own: Rust regex syntax, ASCII classes unless `flags` holds `u`. */
export interface CustomRule {
    /** Kebab-case. */
    id: string;
    pattern: string;
    /** Any of `imsxu`. */
    flags?: string | undefined;
}
export type RulesetPart = Pack | {
    rules: CustomRule[];
};
export type Ruleset = RulesetPart | RulesetPart[];
export declare const normalForm: v.PicklistSchema<readonly ["NFC", "NFD", "NFKC", "NFKD"], string>;
export declare const tokenEncoding: v.PicklistSchema<readonly ["o200k_base", "cl100k_base"], string>;
declare const customRules: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    rules: v.SchemaWithPipe<readonly [v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
        id: v.SchemaWithPipe<readonly [v.StringSchema<string>, v.RegexAction<string, "a rule id in kebab-case">]>;
        pattern: v.StringSchema<string>;
        flags: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<string>, v.RegexAction<string, "flags, any of \"imsxu\"">]>, "">;
    }, "an object">]>, string>, v.MaxLengthAction<{
        id: string;
        pattern: string;
        flags: string;
    }[], 512, "at most 512 rules">]>;
}, "an object">]>;
export type ValidRulesetPart = Pack | v.InferOutput<typeof customRules>;
/** A ruleset, as the list of its parts. */
export declare const ruleset: v.GenericSchema<unknown, ValidRulesetPart[]>;
export interface NormalizeParams extends CommonParams {
    text: SourceInput;
    form: NormalForm;
    /** The text as bytes, and only if it isn't in the form already (`PackedNormalizeResult`). */
    packed?: boolean | undefined;
}
export interface NormalizeResult extends Timed {
    text: string;
}
/** With `packed`. */
export interface PackedNormalizeResult extends Timed {
    changed: boolean;
    /** Its UTF-8, if it changed. */
    text?: Uint8Array;
}
export declare const normalizeParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    text: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>;
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
/** One text, or many: exactly one of `text` and `texts`. */
export interface TextOrTexts {
    /** With `lengths`: many texts, one after another. */
    text?: SourceInput | undefined;
    texts?: SourceInput[] | undefined;
    /** Bytes of each text in `text`; the result is that of `texts`. */
    lengths?: number[] | undefined;
}
export declare const textOrTexts: {
    text: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, undefined>;
    texts: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, string>, undefined>;
    lengths: v.OptionalSchema<v.SchemaWithPipe<readonly [v.CustomSchema<number[], v.ErrorMessage<v.CustomIssue> | undefined>, v.RawCheckAction<number[]>]>, undefined>;
};
export interface ScanParams extends CommonParams, TextOrTexts {
    rules: Ruleset;
    encoding?: OffsetEncoding | undefined;
    /** The matches as bytes (`PackedScanResult`). */
    packed?: boolean | undefined;
}
export interface Match {
    rule: string;
    start: number;
    end: number;
    /** The index in `texts`; absent with `text`. */
    text?: number;
}
export interface ScanResult extends Timed {
    /** By text, then start, then end, then rule. */
    matches: Match[];
}
/** With `packed`. */
export interface PackedScanResult extends Timed {
    /** Those that matched. */
    rules: string[];
    /** Four little-endian u32 a match: index in `rules`, start, end, text (0 with a single one). In the order of a ScanResult. */
    matches: Uint8Array;
}
export declare const scanParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    text: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, undefined>;
    texts: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, string>, undefined>;
    lengths: v.OptionalSchema<v.SchemaWithPipe<readonly [v.CustomSchema<number[], v.ErrorMessage<v.CustomIssue> | undefined>, v.RawCheckAction<number[]>]>, undefined>;
    rules: v.GenericSchema<unknown, ValidRulesetPart[]>;
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
export interface RedactParams extends CommonParams, TextOrTexts {
    rules: Ruleset;
    /** What stands in for a match; `{rule}` is the rule's id. `[{rule}]` if absent. */
    replacement?: string | undefined;
    /** The texts as bytes (`PackedRedactResult`). */
    packed?: boolean | undefined;
}
export interface RedactResult extends Timed {
    text?: string;
    texts?: string[];
    /** How many replacements were named by each rule. */
    counts: Record<string, number>;
}
export declare const DEFAULT_REPLACEMENT = "[{rule}]";
/** With `packed`. */
export interface PackedRedactResult extends Timed {
    /** The texts' UTF-8, one after another. */
    text: Uint8Array;
    lengths: number[];
    counts: Record<string, number>;
}
export declare const redactParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    text: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, undefined>;
    texts: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, string>, undefined>;
    lengths: v.OptionalSchema<v.SchemaWithPipe<readonly [v.CustomSchema<number[], v.ErrorMessage<v.CustomIssue> | undefined>, v.RawCheckAction<number[]>]>, undefined>;
    rules: v.GenericSchema<unknown, ValidRulesetPart[]>;
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
export interface TokensParams extends CommonParams, TextOrTexts {
    encoding: TokenEncoding;
    /** Also the ids. */
    ids?: boolean | undefined;
}
export interface TokensResult extends Timed {
    /** One a text. */
    counts: number[];
    /** One list a text. */
    ids?: number[][];
}
export declare const tokensParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    text: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, undefined>;
    texts: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, string>, undefined>;
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
export interface ChunkParams extends CommonParams {
    text: SourceInput;
    encoding: TokenEncoding;
    maxTokens: number;
    /** Tokens that a chunk repeats of the one before. */
    overlap?: number | undefined;
}
/** A chunk's bytes, and its own count, encoded alone. */
export interface Chunk {
    start: number;
    end: number;
    tokens: number;
}
export interface ChunkResult extends Timed {
    chunks: Chunk[];
}
export declare const chunkParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    text: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>;
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
export interface DedupeParams extends CommonParams, TextOrTexts {
    mode: 'exact' | 'near';
    /** Jaccard similarity of word 5-shingles from which two texts are the same; 0.8 if absent. */
    threshold?: number | undefined;
}
export interface DedupeResult extends Timed {
    /** Two or more indexes each. */
    groups: number[][];
    /** The first of each group, and all that are in none. */
    unique: number[];
}
/** Above 0, up to 1. */
export declare const similarity: v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
export declare const dedupeParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    text: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, undefined>;
    texts: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, string>, undefined>;
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
export {};
