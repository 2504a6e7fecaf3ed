/**
 * A limit on everything, by name. Each has a flag of `outrigger serve` (`--frame-bytes`) and is told by `initialize`.
 * A limit is checked on the bytes, before anything is decoded or allocated for it.
 */
const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;
/** What each limit bounds: the help of its flag, and the text of the docs. */
export const LIMITS = {
    frameBytes: { default: 16 * MiB, describe: 'bytes of one message; past it TooLarge with id null, then the end' },
    headerBytes: { default: 4 * KiB, describe: 'bytes of a Content-Length header; past it the end' },
    depth: { default: 128, describe: 'nesting of containers, counted from the body' },
    elements: { default: 1_048_576, describe: 'array items and map entries in one frame' },
    containers: { default: 65_536, describe: 'arrays and maps in one frame' },
    replyBytes: { default: 16 * MiB, describe: 'bytes of one reply; past it TooLarge, naming `into`' },
    connections: { default: 1024, describe: 'connections at once; one more is accepted, logged and closed' },
    inFlight: { default: 256, describe: 'requests in flight a connection; past it Busy' },
    inFlightBytes: { default: 64 * MiB, describe: 'bytes of requests in flight a connection; past it Busy' },
    totalInFlightBytes: { default: 512 * MiB, describe: 'bytes of requests in flight in all; past it Busy' },
    outputBytes: { default: 32 * MiB, describe: 'bytes of unread output at once; past it the connection is cut' },
    outputStalledBytes: { default: 8 * MiB, describe: 'bytes that may stay unread for outputStalledMs' },
    outputStalledMs: { default: 10_000, describe: 'how long outputStalledBytes may stay unread, in milliseconds' },
    segmentBytes: {
        default: 512 * MiB,
        describe: 'bytes of segments a connection (half of the arena); past it OutOfMemory',
    },
    segments: {
        default: 1024,
        describe: 'segments a connection, with those it closed and still maps; past it OutOfMemory',
    },
    fileBytes: { default: 1024 * GiB, describe: 'bytes of one file; past it TooLarge' },
    deadlineMs: { default: 0, describe: 'deadline of a request that names none, in milliseconds; 0 is none' },
    stepMs: { default: 30_000, describe: 'one kernel step, in milliseconds; past it the worker is replaced' },
    arenaBytes: { default: 1 * GiB, describe: 'bytes of the shared memory; address space only until it is used' },
};
/** The flag of `serve` that sets it, without its dashes: `frameBytes` → `frame-bytes`. */
export function limitFlag(name) {
    return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
/** The smallest and largest arena: below there is no room for a slab, above wasm32 ends (4 GiB less one page). */
export const ARENA_BYTES_MIN = 64 * MiB;
export const ARENA_BYTES_MAX = 4 * GiB - 64 * KiB;
/** A slice of the kernel ends here, so a segment and a single in-memory source do too. */
export const RANGE_BYTES_MAX = 2 ** 31 - 1;
/** All limits at their defaults, with `overrides` laid over them; segmentBytes follows the arena unless it is given. */
export function resolveLimits(overrides = {}) {
    const limits = Object.fromEntries(Object.entries(LIMITS).map(([name, limit]) => [name, overrides[name] ?? limit.default]));
    limits.segmentBytes = overrides.segmentBytes ?? Math.floor(limits.arenaBytes / 2);
    return limits;
}
