/**
 * A long string to be normalised, in pieces that are normalised apart: what comes of them, one after another, is the whole's
 * normal form, since each begins with a character that nothing before it can change or combine with. Most text is in the
 * form already; then nothing comes back, and the result is the very string that was given.
 */
import type { PackedNormalizeResult, Timing } from '../protocol/index.ts';
import { type Block } from './text-blocks.ts';
import type { Portion, Portions } from './text-portions.ts';
import type { Shape } from './text-results.ts';
export declare class NormalPieces implements Portions {
    #private;
    readonly list = "texts";
    readonly first: number;
    readonly largest: number;
    readonly count: number;
    readonly bytes: number;
    /** Counts in UTF-16 units. */
    constructor(text: string);
    take(from: number, most: number, block: Block): Portion;
}
interface Normal {
    readonly timing: Timing;
    /** The text, or the piece; undefined for a piece that didn't change. */
    readonly text: string | undefined;
    /** Where a piece begins in the text. */
    readonly from?: number;
}
/** How the result for this very text is told. */
export declare function normalShape(given: string): Shape<Normal, PackedNormalizeResult>;
export {};
