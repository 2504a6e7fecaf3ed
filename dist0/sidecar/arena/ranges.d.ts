/**
 * Free address ranges of the arena: first fit from the low end, so that pages which were touched once are used again,
 * and neighbours are joined when they are given back. Pure bookkeeping; touches no memory.
 */
export interface Range {
    readonly address: number;
    readonly bytes: number;
}
export declare class RangeAllocator {
    /** Sorted by address; no two touch. */
    private readonly free;
    private usedBytes;
    constructor(address: number, end: number);
    get used(): number;
    /** Bytes of the largest range that could be had with this alignment. */
    largestFree(alignment: number): number;
    /** A range of `bytes` (rounded up to `alignment`) that begins at a multiple of it, the lowest there is, or undefined. */
    allocate(bytes: number, alignment: number): Range | undefined;
    /**
     * As `allocate`, but the highest there is: what lives long keeps away from what comes and goes, so that the space
     * between them stays whole.
     */
    allocateLast(bytes: number, alignment: number): Range | undefined;
    /** Takes `size` bytes of a hole, from the address that `place` says, if they fit there. */
    private carve;
    /** Gives a range back. Giving back what is free is a fault of ours and throws. */
    release(range: Range): void;
}
