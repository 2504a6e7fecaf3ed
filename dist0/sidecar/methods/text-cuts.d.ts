/**
 * Long texts in parts whose tokens are the whole's, so that all workers share one text. A part ends between a line break and an
 * ASCII letter: no piece of either pre-tokenizer holds the two side by side (a word may begin with any character but a line
 * break, and nothing that may end with one may go on with a letter), and what ends with a line break ends there whether a
 * letter follows or nothing does. A test compares every such cut with the whole. Pure, but for the bytes that it looks at.
 */
import type { Texts } from '../dispatch/texts.ts';
export interface CutTexts extends Texts {
    /** For each part the index of its text. */
    readonly owners: readonly number[];
}
/** The texts' parts, in order; a short text is one. */
export declare function cutAtLines(texts: Texts, arena: {
    readonly bytes: Uint8Array;
}): CutTexts;
/** Where to cut a text: places inside it, in order. */
export declare function cuts(text: Uint8Array): number[];
