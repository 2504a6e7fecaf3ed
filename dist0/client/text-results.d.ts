/**
 * Results of work on many texts, from how they travel (as bytes, `packed`) to what the caller is promised, and from those of
 * parts of a batch to that of the whole. Pure.
 */
import type { Timing } from '../protocol/index.ts';
/** A result of one of these methods, of one request or of all. */
export type Result = {
    timing: Timing;
};
/** How a method's results are read and joined. */
export interface Shape<R extends Result, P extends Result = R> {
    /** The result that was asked for as bytes; the call's texts are those from `from`, or a single one if that is undefined. */
    unpack?(packed: P, from: number | undefined): R;
    /** The results of a batch's parts, in order. */
    join(parts: readonly R[]): Omit<R, 'timing'>;
}
/** How the method's results are read; undefined where they come as they are. */
export declare function shapeOf(method: string): Shape<Result, Result> | undefined;
/** The answers to the parts as the answer to the whole, which took `elapsedMs`: parts run side by side, so that theirs don't add up. */
export declare function joinResults(shape: Shape<Result, Result>, parts: readonly Result[], elapsedMs: number): Result;
