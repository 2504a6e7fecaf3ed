import { type Block } from './text-blocks.ts';
export interface Portion {
    /** How a request names its texts. */
    readonly named: Record<string, unknown>;
    /** The first text after it. */
    readonly to: number;
}
export interface Portions {
    /** Texts in all. */
    readonly count: number;
    /** At least so many bytes; an estimate that is never too high. */
    readonly bytes: number;
    /** The parameter by whose items the call names its texts. */
    readonly list: 'texts' | 'lengths';
    /** Bytes of the first portion, which is waited for, and of the largest: each is four times as large as the one before. */
    readonly first: number;
    readonly largest: number;
    /** The portion that begins with a text, of about `most` bytes, and at least one text. */
    take(from: number, most: number, block: Block): Portion;
}
/** The parameters' texts, if a portion of them can be told from the rest. */
export declare function portionsOf(params: Record<string, unknown>): Portions | undefined;
