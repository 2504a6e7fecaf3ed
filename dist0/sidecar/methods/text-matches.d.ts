/**
 * Matches as they leave: named maps for everyone, or packed as bytes. 8,332 matches in maps cost both ends together 12 ms, where
 * to find them in 10 MB took 20. Pure.
 */
import type { Match, PackedScanResult } from '../../protocol/methods/text.ts';
/** One text's matches in the arena: three u32s each, of rule, start and end. */
export interface Found {
    readonly address: number;
    /** Bytes. */
    readonly length: number;
}
/** rule, start and end as u32s. */
export declare const FOUND_BYTES: number;
/** What a match takes in a reply. */
export declare const MATCH_REPLY_BYTES = 56;
export declare const PACKED_MATCH_BYTES: number;
export declare function countMatches(found: readonly Found[]): number;
/** Every match by its rule's name; with its text's index where there are many. */
export declare function tellMatches(found: readonly Found[], words: Uint32Array, names: readonly string[], many: boolean): Match[];
/** The same as bytes, with the names of the rules that matched. */
export declare function packMatches(found: readonly Found[], words: Uint32Array, names: readonly string[]): Omit<PackedScanResult, 'timing'>;
