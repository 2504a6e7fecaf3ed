/**
 * `rig.text`: scanning, redacting, counting tokens and the rest. One text or a list of them, as strings, bytes, segments or
 * files. Names the parameters and nothing else: the work is the sidecar's.
 */
import type { ChunkResult, DedupeResult, NormalForm, OffsetEncoding, Ruleset, ScanResult, SourceInput, TextOrTexts, Timing, TokenEncoding, TokensResult } from '../protocol/index.ts';
import type { Call, CallOptions } from './call.ts';
/** For methods on many texts. */
export interface ManyOptions extends CallOptions {
    /** The input is one source that holds many texts, one after another: the bytes of each. */
    lengths?: number[] | undefined;
}
export interface ScanOptions extends ManyOptions {
    /** What the offsets count: 'utf-16' if absent, so that they index JavaScript strings; 'utf-8' for bytes. */
    encoding?: OffsetEncoding | undefined;
}
export interface RedactOptions extends ManyOptions {
    /** What stands in for a match; `{rule}` is the rule's id. `[{rule}]` if absent. */
    replacement?: string | undefined;
}
export interface TokensOptions extends ManyOptions {
    encoding: TokenEncoding;
    /** Also the ids. */
    ids?: boolean | undefined;
}
export interface ChunkOptions extends CallOptions {
    encoding: TokenEncoding;
    maxTokens: number;
    /** Tokens that a chunk repeats of the one before; 0 if absent. */
    overlap?: number | undefined;
}
export interface DedupeOptions extends ManyOptions {
    /** 'exact' if absent. */
    mode?: 'exact' | 'near' | undefined;
    /** Jaccard similarity of word 5-shingles, 0.8 if absent. */
    threshold?: number | undefined;
}
/** A redacted text. `counts` tells how many replacements each rule named. */
export interface Redacted {
    text: string;
    counts: Record<string, number>;
    timing: Timing;
}
export interface RedactedTexts {
    texts: string[];
    counts: Record<string, number>;
    timing: Timing;
}
/** The input as parameters: a list, one text, or one source with the lengths of its texts. */
export declare function textsGiven(input: SourceInput | SourceInput[], lengths: number[] | undefined): TextOrTexts;
export declare class Text {
    #private;
    constructor(call: Call);
    /**
     * Where rules match: the packs 'secrets' and 'pii', rules of your own, or a list of these. Offsets count UTF-16 units
     * unless `encoding` says otherwise.
     * @throws OutriggerError BadRuleset: `data.rule` doesn't compile.
     */
    scan(input: SourceInput | SourceInput[], rules: Ruleset, options?: ScanOptions): Promise<ScanResult>;
    /** The text without what the rules match in it: scanned again until they match nothing. */
    redact(texts: SourceInput, rules: Ruleset, options: RedactOptions & {
        lengths: number[];
    }): Promise<RedactedTexts>;
    redact(text: SourceInput, rules: Ruleset, options?: RedactOptions): Promise<Redacted>;
    redact(texts: SourceInput[], rules: Ruleset, options?: RedactOptions): Promise<RedactedTexts>;
    /** Token counts, one a text, and with `ids` the ids: those of tiktoken, special tokens as ordinary text. */
    tokens(input: SourceInput | SourceInput[], options: TokensOptions): Promise<TokensResult>;
    /** Where to cut a text into chunks of at most `maxTokens`, in bytes of its UTF-8: at paragraphs, sentences, words. */
    chunk(text: SourceInput, options: ChunkOptions): Promise<ChunkResult>;
    /** A text in a Unicode normal form. */
    normalize(text: SourceInput, form?: NormalForm, options?: CallOptions): Promise<string>;
    /** Which texts are the same, or nearly: groups of indexes, and the first of each with all that are in none. */
    dedupe(texts: SourceInput | SourceInput[], options?: DedupeOptions): Promise<DedupeResult>;
}
