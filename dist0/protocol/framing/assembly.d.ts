/**
 * The memory of a frame that doesn't lie whole in one chunk. Grows by what has really arrived, never by what is claimed
 * alone: a client that claims 16 MiB and sends nothing holds 1 MiB at most. Each byte is copied a bounded number of times.
 */
import type { Buffer } from 'node:buffer';
import { type Allocate, type FrameBody } from './frame.ts';
/** The most that is allocated on a claim alone. */
export declare const FIRST_BYTES: number;
/** Below this a read into the shared buffer is as good, and may bring the next frames along. */
export declare const TARGET_BYTES: number;
export declare class Assembly {
    #private;
    constructor(allocate: Allocate, most: number);
    /** Bytes that have arrived. */
    get length(): number;
    /**
     * Copies a part of a chunk. `claimed` is the frame's size where it is known (`exact`), else the least it can be.
     */
    append(chunk: Buffer, start: number, end: number, claimed: number, exact: boolean): void;
    /** Where up to `wanted` further bytes may be read to, or null where that isn't worth a read of its own. */
    room(wanted: number, claimed: number, exact: boolean): Buffer | null;
    /** `n` bytes were read into `room`. */
    fill(n: number): void;
    /** The whole frame, still held once: the caller releases it. The assembly is empty afterwards. */
    take(): FrameBody;
    drop(): void;
}
