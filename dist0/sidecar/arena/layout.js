/**
 * Where everything lies in the arena: kernel statics, control block, one slab per worker, then segment space.
 * Pure arithmetic; all offsets are bytes from the arena's start. A region never moves once the arena exists.
 *
 *   0 ── statics ── control ── slab 0 ── … ── slab N (the main thread's) ── space ──────────── arenaBytes
 */
import { CONTROL_BYTES } from './control.js';
/** Pages of the host are 4 to 64 KiB; everything that is protected or mapped is aligned for the largest. */
export const PAGE = 64 * 1024;
/** Kept for the module's statics; an instance checks that its `__heap_base` lies below. */
export const STATICS_BYTES = 8 * 1024 * 1024;
const STACK_BYTES = 1024 * 1024;
const TLS_BYTES = PAGE;
/** Text kernels may use 32 MB a worker; the rest is head-room. */
const HEAP_BYTES_MAX = 40 * 1024 * 1024;
const HEAP_BYTES_MIN = 1024 * 1024;
/** Where files are read to: a step's bytes, and room for tables of what lies there. */
export const WINDOW_BYTES = 1024 * 1024;
const FIXED_BYTES = 2 * PAGE + STACK_BYTES + TLS_BYTES + WINDOW_BYTES;
function roundUp(value, unit) {
    return Math.ceil(value / unit) * unit;
}
function slabAt(start, heapBytes) {
    const redZone = start + PAGE;
    const stack = redZone + PAGE;
    const tls = stack + STACK_BYTES;
    const heap = tls + TLS_BYTES;
    const heapEnd = heap + heapBytes;
    return { guard: start, redZone, stackTop: tls, tls, heap, heapEnd, window: heapEnd, end: heapEnd + WINDOW_BYTES };
}
const FIRST_SLAB = STATICS_BYTES + roundUp(CONTROL_BYTES, PAGE);
/** Half of the arena may go to slabs. */
function slabsShare(bytes) {
    return bytes / 2 - FIRST_SLAB;
}
/** How many workers an arena of `bytes` has room for, beside the main thread. */
export function workersThatFit(bytes) {
    return Math.floor(slabsShare(bytes) / (FIXED_BYTES + HEAP_BYTES_MIN)) - 1;
}
/** Lays out an arena of `bytes` for `workers` workers, at most `workersThatFit`. */
export function layOut(bytes, workers) {
    const control = STATICS_BYTES;
    const firstSlab = FIRST_SLAB;
    const slabCount = workers + 1;
    const share = Math.floor(slabsShare(bytes) / slabCount);
    const heapBytes = Math.min(HEAP_BYTES_MAX, Math.floor((share - FIXED_BYTES) / PAGE) * PAGE);
    if (heapBytes < HEAP_BYTES_MIN) {
        throw new RangeError(`an arena of ${bytes} bytes has no room for ${workers} workers`);
    }
    const slabs = [];
    for (let start = firstSlab; slabs.length < slabCount; start = slabs[slabs.length - 1]?.end ?? start) {
        slabs.push(slabAt(start, heapBytes));
    }
    const space = slabs[slabs.length - 1]?.end ?? firstSlab;
    return { control, slabs, space, bytes };
}
