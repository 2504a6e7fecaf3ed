import type { DedupeResult, NormalForm, OffsetEncoding, Ruleset, ScanResult } from '../../protocol/index.ts';
import type { Redacted, RedactedTexts } from '../text.ts';
import { type LocalSource } from './source.ts';
export interface LocalScanOptions {
    /** What the offsets count: 'utf-16' if absent, so that they index JavaScript strings; 'utf-8' for bytes. */
    encoding?: OffsetEncoding | undefined;
}
export interface LocalRedactOptions {
    /** What stands in for a match; `{rule}` is the rule's id. `[{rule}]` if absent. */
    replacement?: string | undefined;
}
export interface LocalDedupeOptions {
    /** 'exact' if absent. */
    mode?: 'exact' | 'near' | undefined;
    /** Jaccard similarity of word 5-shingles, 0.8 if absent. */
    threshold?: number | undefined;
}
export declare class LocalText {
    #private;
    /**
     * Where rules match: the packs 'secrets' and 'pii', rules of your own, or a list of these.
     * @throws OutriggerError BadRuleset: `data.rule` doesn't compile.
     */
    scan(input: LocalSource | LocalSource[], rules: Ruleset, options?: LocalScanOptions): Promise<ScanResult>;
    /** The text without what the rules match in it: scanned again until they match nothing. */
    redact(text: LocalSource, rules: Ruleset, options?: LocalRedactOptions): Promise<Redacted>;
    redact(texts: LocalSource[], rules: Ruleset, options?: LocalRedactOptions): Promise<RedactedTexts>;
    /** A text in a Unicode normal form. */
    normalize(text: LocalSource, form?: NormalForm): Promise<string>;
    /** Which texts are the same, or nearly: groups of indexes, and the first of each with all that are in none. */
    dedupe(texts: LocalSource[], options?: LocalDedupeOptions): Promise<DedupeResult>;
}
