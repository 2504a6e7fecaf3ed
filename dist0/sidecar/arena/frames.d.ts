/**
 * Memory for frames that are read from a connection: arena memory where there is some, so that the bytes of a request
 * are computed on where they arrived; ordinary memory otherwise. A frame is given back when nobody holds it.
 */
import type { FrameLease } from '../dispatch/call.ts';
import type { Arena } from './arena.ts';
export declare class FrameMemory {
    private readonly arena;
    private readonly bound;
    private used;
    constructor(arena: Arena);
    /** Exactly `size` bytes, held once. */
    allocate(size: number): FrameLease;
    private giveBack;
}
