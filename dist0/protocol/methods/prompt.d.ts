/** `prompt/prepare`: everything a prompt needs before a model sees it, in one pass over a whole batch. Shapes only. */
import * as v from 'valibot';
import { type CommonParams, type Timed } from '../envelope.ts';
import { type NormalForm, type Ruleset, type TextOrTexts, type TokenEncoding } from './text.ts';
export interface PrepareParams extends CommonParams, TextOrTexts {
    /** First: the Unicode normal form. */
    normalize?: NormalForm | undefined;
    /** Then: what these rules find is replaced by `[{rule}]`. */
    redact?: Ruleset | undefined;
    /** Then: tokens are counted. */
    encoding?: TokenEncoding | undefined;
    /** With `encoding`: the text is cut to its first `maxTokens` tokens, never inside a code point. */
    maxTokens?: number | undefined;
    /** Last: which prepared texts are the same as an earlier one. */
    dedupe?: {
        mode: 'exact' | 'near';
        threshold?: number | undefined;
    } | 'exact' | 'near' | undefined;
}
export interface PreparedItem {
    text: string;
    /** With `encoding`. */
    tokens?: number;
    /** Of the prepared text's UTF-8, lower-case hex. */
    sha256: string;
    /** Replacements by rule. */
    redactions: Record<string, number>;
    /** The index of the first text that this one is the same as. */
    duplicateOf?: number;
}
export interface PrepareResult extends Timed {
    items: PreparedItem[];
}
export declare const prepareParams: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    text: v.OptionalSchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, undefined>;
    texts: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, import("../sources.ts").Source>]>, string>, undefined>;
    lengths: v.OptionalSchema<v.SchemaWithPipe<readonly [v.CustomSchema<number[], v.ErrorMessage<v.CustomIssue> | undefined>, v.RawCheckAction<number[]>]>, undefined>;
    normalize: v.OptionalSchema<v.PicklistSchema<readonly ["NFC", "NFD", "NFKC", "NFKD"], string>, undefined>;
    redact: v.OptionalSchema<v.GenericSchema<unknown, import("./text.ts").ValidRulesetPart[]>, undefined>;
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
