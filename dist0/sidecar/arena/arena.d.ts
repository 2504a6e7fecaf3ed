import { ControlBlock } from './control.ts';
import { type Layout } from './layout.ts';
import { type Range } from './ranges.ts';
import type { Reservation } from './reservation.ts';
/** What a worker thread needs to stand on the same arena. */
export interface ArenaShare {
    readonly memory: WebAssembly.Memory;
    readonly layout: Layout;
}
export declare class Arena {
    readonly memory: WebAssembly.Memory;
    readonly buffer: SharedArrayBuffer;
    readonly bytes: Uint8Array;
    /** The same memory as u32s, for tables. */
    readonly words: Uint32Array;
    readonly layout: Layout;
    readonly control: ControlBlock;
    /** Whether a guard page lies under each stack; without one only the red zone is looked at. */
    readonly guarded: boolean;
    private readonly ranges;
    /** Lays out reserved memory, which never grows: growing would destroy guards and mappings. */
    constructor({ memory, bytes, faultsTrap }: Reservation, workers: number);
    get share(): ArenaShare;
    /** A range for a job's bytes, or undefined when there is none. */
    tryAllocate(bytes: number): Range | undefined;
    /** A range for a job's bytes; OutOfMemory when there is none. */
    allocate(bytes: number): Range;
    /** A range of whole pages, for a segment; OutOfMemory when there is none. */
    allocatePages(bytes: number): Range;
    release(range: Range): void;
    view(address: number, bytes: number): Uint8Array;
    /** Whether a view lies in the arena: then its bytes need no copy. */
    holds(view: Uint8Array): boolean;
    /** Bytes of the space in use, and the largest segment that fits. */
    get usage(): {
        used: number;
        largestFree: number;
    };
    private refuse;
}
