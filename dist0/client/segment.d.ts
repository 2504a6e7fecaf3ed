import type { SegmentOpenResult, SegmentRange } from '../protocol/index.ts';
import type { Access } from './segment-access.ts';
export declare class Segment implements AsyncDisposable {
    #private;
    /** Bytes, as asked for. */
    readonly length: number;
    constructor(lease: SegmentOpenResult, length: number, access: Access, giveBack: () => void);
    /** Whether `bytes` is there: the sidecar's very pages, mapped into this process. */
    get mapped(): boolean;
    /**
     * The pages themselves; what is written here is what the kernel reads. After `dispose()` every view of them that is
     * still around has length 0.
     * @throws OutriggerError NotMapped: this process can't map (below Node 26, not on Linux, …), and why;
     * StaleSegment: after dispose().
     */
    get bytes(): Uint8Array;
    /** Writes bytes at an offset, mapped or not. They must not change before it resolves. */
    write(offset: number, data: Uint8Array): Promise<void>;
    /** A copy of bytes from an offset, mapped or not. */
    read(offset?: number, length?: number): Promise<Uint8Array>;
    /**
     * The range as a source or an `into` of a call; from the offset to the end if no length is given. A call that is made
     * with it after dispose() rejects with StaleSegment.
     */
    range(offset?: number, length?: number): SegmentRange;
    /**
     * Gives the segment back. From now on nothing here touches its bytes; the memory is reused by a later
     * `rig.segment()` when the calls in flight have settled. Resolves when its own reads and writes are done.
     */
    dispose(): Promise<void>;
    [Symbol.asyncDispose](): Promise<void>;
}
