import { type Limits } from '../../protocol/limits.ts';
import type { SegmentRange } from '../../protocol/sources.ts';
import type { Arena } from './arena.ts';
import { DescriptorParcel } from './descriptor-parcel.ts';
import type { Range } from './ranges.ts';
import { SegmentMemory } from './segment-memory.ts';
interface Segment {
    readonly id: string;
    readonly connection: number;
    readonly range: Range;
    /** The memfd, or NOT_MAPPED. */
    readonly fd: number;
    /** Jobs and transfers that use it now. */
    uses: number;
    closed: boolean;
    /** The range is given back. */
    freed: boolean;
    onFreed: (() => void) | undefined;
}
/** A range of a segment in use: `release()` exactly once. */
export interface SegmentUse {
    readonly address: number;
    readonly length: number;
    release(): void;
}
export interface OpenedSegment {
    readonly id: string;
    readonly bytes: number;
    /** The memfd that others can map, or NOT_MAPPED. It stays the segment's: close the segment, not this. */
    readonly fd: number;
    /** Until when its bytes aren't zero yet; undefined when they are. */
    readonly zeroed: Promise<void> | undefined;
}
export type SegmentLimits = Pick<Limits, 'segmentBytes' | 'segments'>;
export declare class Segments {
    private readonly arena;
    private readonly memory;
    private readonly limits;
    private readonly countMax;
    private readonly byId;
    private readonly byConnection;
    /** Ids of this process are told apart from those of another one that a client may have spoken to before. */
    private prefix;
    private opened;
    constructor(arena: Arena, limits: SegmentLimits, memory?: SegmentMemory);
    get mapped(): boolean;
    get count(): number;
    /** Bytes of closed segments that a former client still has mapped: not the arena's any more, but not free either. */
    get heldBytes(): number;
    /**
     * Leases a range of `bytes`, rounded up to pages, all zeros once `zeroed`.
     * @throws ProtocolError OutOfMemory: the connection has its share, or there is no such range, or the system refuses.
     */
    open(connection: number, bytes: number): OpenedSegment;
    /**
     * Ends a lease. What uses it goes on, and then the range is free: returns a promise of that, or undefined when it is free
     * already. The handle is stale from now on.
     */
    close(connection: number, id: string): Promise<void> | undefined;
    /** Ends all leases of a connection that has ended. */
    closeAll(connection: number): void;
    /** Ends a lease that nobody was told of, if its connection hasn't ended. */
    abandon(connection: number, id: string): void;
    /** A mapped segment's descriptor, to be sent to its client. Where the system has none left, the segment is closed. */
    parcel(connection: number, id: string): DescriptorParcel;
    /** A range of a segment for use by a job; `field` is the parameter's path, '' for the params themselves, for errors. */
    use(connection: number, range: SegmentRange, field: string): SegmentUse;
    /** Throws if the connection has no such segment, or the segment no such range. */
    check(connection: number, { segment: id, offset, length }: SegmentRange, field: string): Segment;
    /** Keeps a segment's memory in place until the returned function is called, once. */
    private hold;
    private zero;
    private find;
    private ownOf;
    /** What a connection closed and still has mapped counts as if it were open: else its share would bound nothing. */
    private checkShare;
    private outOfMemory;
    /** What the system refused: an error of ours or of node:fs, both with an errno's name. */
    private refused;
    private end;
    private reclaim;
}
export {};
