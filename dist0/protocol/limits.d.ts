/**
 * A limit on everything, by name. Each has a flag of `outrigger serve` (`--frame-bytes`) and is told by `initialize`.
 * A limit is checked on the bytes, before anything is decoded or allocated for it.
 */
export interface Limits {
    frameBytes: number;
    headerBytes: number;
    depth: number;
    elements: number;
    containers: number;
    replyBytes: number;
    connections: number;
    inFlight: number;
    inFlightBytes: number;
    totalInFlightBytes: number;
    outputBytes: number;
    outputStalledBytes: number;
    outputStalledMs: number;
    segmentBytes: number;
    segments: number;
    fileBytes: number;
    /** A request without a deadline has none: 0. */
    deadlineMs: number;
    stepMs: number;
    arenaBytes: number;
}
export type LimitName = keyof Limits;
/** What each limit bounds: the help of its flag, and the text of the docs. */
export declare const LIMITS: Record<LimitName, {
    default: number;
    describe: string;
}>;
/** The flag of `serve` that sets it, without its dashes: `frameBytes` → `frame-bytes`. */
export declare function limitFlag(name: LimitName): string;
/** The smallest and largest arena: below there is no room for a slab, above wasm32 ends (4 GiB less one page). */
export declare const ARENA_BYTES_MIN: number;
export declare const ARENA_BYTES_MAX: number;
/** A slice of the kernel ends here, so a segment and a single in-memory source do too. */
export declare const RANGE_BYTES_MAX: number;
/** All limits at their defaults, with `overrides` laid over them; segmentBytes follows the arena unless it is given. */
export declare function resolveLimits(overrides?: Partial<Limits>): Limits;
