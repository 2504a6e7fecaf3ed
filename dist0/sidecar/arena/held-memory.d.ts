import type { NativeMemory } from './native.ts';
export interface HeldShare {
    readonly bytes: number;
    readonly count: number;
}
export declare class HeldMemory {
    private readonly native;
    private kept;
    private timer;
    constructor(native: Pick<NativeMemory, 'isHeldElsewhere'>);
    /** Bytes that are held now, of all connections. */
    get bytes(): number;
    /** What a connection holds now of the segments that it closed. */
    shareOf(connection: number): HeldShare;
    /** Takes over the descriptor of a segment that was closed; `connection` is undefined if that has ended, too. */
    take(fd: number, bytes: number, connection: number | undefined): void;
    /** A connection has ended: there is nobody to count against. */
    orphan(connection: number): void;
    private bound;
    private look;
}
