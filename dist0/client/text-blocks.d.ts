/**
 * Memory that texts are encoded into, a block a part of a batch. It is used again and again: fresh pages cost 1.2 ms a megabyte,
 * more than the encoding. There are so many blocks a connection, however many batches are under way: who finds none waits,
 * which bounds the memory, and the requests that batches have in flight. The first blocks are this process's own, sent along
 * with their requests; when the connection has a segment for them (text-stage.ts), they are that.
 */
import type { SourceInput } from '../protocol/index.ts';
import type { Reach } from './segment-access.ts';
/** A request costs both ends half a millisecond: two workers take 23 ms to scan 10 MB so, and 26 with half of it. */
export declare const BLOCK_BYTES: number;
export interface Block {
    /** `BLOCK_BYTES` of any content. */
    readonly bytes: Uint8Array;
    /** What was written to its first `length` bytes, as a request names it. */
    source(length: number): SourceInput;
}
export declare class TextBlocks {
    #private;
    constructor(by: Reach);
    /** A block that nobody else has. */
    take(): Promise<Block>;
    /** Takes back what nobody reads any more. */
    giveBack(block: Block): void;
    /** Gives the segment back, once no batch uses it: the connection ends, or its memory is wanted for something else. */
    closeStage(): Promise<void>;
}
