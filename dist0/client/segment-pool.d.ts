import { Segment } from './segment.ts';
import { type Reach } from './segment-access.ts';
/** What the pool needs of its connection. */
export interface PoolHost extends Reach {
    /** Resolves when every call that is in flight now has settled. */
    quiet: () => Promise<void>;
    /** Gives back a segment that nobody asked for, if there is one. */
    spare: () => Promise<void>;
}
export declare class SegmentPool {
    #private;
    constructor(host: PoolHost);
    /** A segment of exactly `bytes`. One that was in use before holds what this connection wrote there. */
    segment(bytes: number): Promise<Segment>;
    /** Takes every segment away from whoever still holds it: the connection is about to end, and all leases with it. */
    disposeAll(): Promise<void>;
}
