/** Pages of the host are 4 to 64 KiB; everything that is protected or mapped is aligned for the largest. */
export declare const PAGE: number;
/** Kept for the module's statics; an instance checks that its `__heap_base` lies below. */
export declare const STATICS_BYTES: number;
/** Where files are read to: a step's bytes, and room for tables of what lies there. */
export declare const WINDOW_BYTES: number;
/** A worker's own memory. Lost with the worker, and never touched by another one. */
export interface Slab {
    /** Lowest address: a page that must not be touched (PROT_NONE where the platform can). */
    readonly guard: number;
    /** A page between the guard and the stack that nobody writes to: it is looked at after each step. */
    readonly redZone: number;
    /** The stack grows down from `stackTop` to the red zone. */
    readonly stackTop: number;
    readonly tls: number;
    readonly heap: number;
    readonly heapEnd: number;
    /** File bytes are read here, `WINDOW_BYTES` of it. */
    readonly window: number;
    readonly end: number;
}
export interface Layout {
    readonly control: number;
    /** One a worker, then the main thread's. */
    readonly slabs: readonly Slab[];
    /** From here to the arena's end: segments, frames, inputs and outputs of jobs. */
    readonly space: number;
    readonly bytes: number;
}
/** How many workers an arena of `bytes` has room for, beside the main thread. */
export declare function workersThatFit(bytes: number): number;
/** Lays out an arena of `bytes` for `workers` workers, at most `workersThatFit`. */
export declare function layOut(bytes: number, workers: number): Layout;
