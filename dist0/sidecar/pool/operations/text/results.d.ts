import { type Workbench } from '../../operation.ts';
/** Arguments of every operation that leaves results. */
export declare const RESULT_FIELDS: readonly [
/** Arena address of `ENTRY_BYTES` a text. */
'entries', 
/** Arena address of the pool, a multiple of 64. */
'pool', 'poolBytes'];
export type ResultArguments = Record<(typeof RESULT_FIELDS)[number], number>;
/** u32 address and u32 length of the text's piece, then the kernel's four numbers. */
export declare const ENTRY_BYTES = 24;
export declare const POOL_HEADER_BYTES = 64;
/** Moves the kernel's answer to the pool, as the result of one text. */
export declare function storeAnswer(args: ResultArguments, index: number, bench: Workbench): void;
export interface TextResult {
    /** Arena address of the piece; 0 when it has no bytes. */
    readonly address: number;
    readonly length: number;
    readonly values: readonly [number, number, number, number];
}
/** Reads what `storeAnswer` left for each of `count` texts. */
export declare function readResults(buffer: ArrayBufferLike, entries: number, count: number): TextResult[];
