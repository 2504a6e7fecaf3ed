import type { Arena } from './arena.ts';
import { HeldMemory } from './held-memory.ts';
import { type NativeMemory } from './native.ts';
import type { Range } from './ranges.ts';
/** What this needs of the platform. */
export type SegmentNative = Pick<NativeMemory, 'createSealedMemory' | 'mapShared' | 'mapAnonymous' | 'isHeldElsewhere'>;
/** No descriptor: the segment is plain arena memory. */
export declare const NOT_MAPPED = -1;
export declare class SegmentMemory {
    readonly held: HeldMemory | undefined;
    private readonly arena;
    private readonly native;
    constructor(arena: Arena, native: SegmentNative | undefined);
    get mapped(): boolean;
    /**
     * Lays fresh memory that others can map over a range, and returns its descriptor; NOT_MAPPED where that can't be done:
     * then the range holds what was there, to be cleared with `zero`. Throws what the system says, with nothing changed.
     */
    lay(range: Range, id: string): number;
    /** Zeroes a range of the arena's own pages: a promise of it, or undefined when that is done already. */
    zero({ address, bytes }: Range): Promise<void> | undefined;
    /**
     * Takes the memory away from a range that nobody uses any more, then calls `free`: at once for a small range. The
     * client's own mapping stays as it is; what it keeps is held on account of `connection()`, or of nobody's.
     */
    takeAway(range: Range, fd: number, connection: () => number | undefined, free: () => void): void;
}
