/**
 * Reserves the arena's address space, as much of the wanted size as the system grants, and tells what of it there is.
 * Where the address space is bounded (`ulimit -v`) it leaves room for worker threads: V8 ends the process when a new
 * thread finds none.
 */
import { readFileSync } from 'node:fs';
import { ARENA_BYTES_MIN } from '../../protocol/limits.js';
const MiB = 1024 * 1024;
const WASM_PAGE = 64 * 1024;
/** V8 reserves 8 GiB and more for a memory whose out-of-bounds accesses are to fault; else what the memory has. */
const FAULTING_RESERVATION_BYTES = 6 * 1024 * MiB;
/** Address space of one worker thread: 590 MiB were measured on Node 20 to 24, 850 on 26. */
const THREAD_ADDRESS_BYTES = 900 * MiB;
/** What the main thread may still need for its own heap. */
const MARGIN_BYTES = 256 * MiB;
/** Bytes of address space that this process has, and may have; undefined where that can't be told (no Linux, /proc denied). */
function addressSpace() {
    try {
        const limit = /^Max address space\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
        const used = /^VmSize:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
        if (limit === undefined || used === undefined)
            return undefined;
        return { used: Number(used) * 1024, limit: limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit) };
    }
    catch {
        return undefined;
    }
}
/**
 * Grown to its size, not made of it: V8 counts what a memory begins with as a garbage collector's business, and a gigabyte of it
 * set off two collections at once, 5 of the 60 ms to a spawned sidecar's first answer.
 */
function tryReserve(bytes) {
    const pages = bytes / WASM_PAGE;
    try {
        const memory = new WebAssembly.Memory({ initial: 0, maximum: pages, shared: true });
        memory.grow(pages);
        return memory;
    }
    catch {
        return undefined;
    }
}
/** Reserves `wanted` bytes or, where there is no room for them, half of that, and so on. */
export function reserveMemory(wanted) {
    const before = addressSpace();
    const room = before === undefined ? Number.POSITIVE_INFINITY : before.limit - before.used - MARGIN_BYTES;
    const least = Math.min(wanted, ARENA_BYTES_MIN);
    let bytes = Math.floor(wanted / WASM_PAGE) * WASM_PAGE;
    for (;;) {
        // The other half is the workers'.
        const memory = bytes <= room / 2 || bytes === least ? tryReserve(bytes) : undefined;
        if (memory !== undefined) {
            const grown = (addressSpace()?.used ?? 0) - (before?.used ?? 0);
            const shortfall = bytes < wanted - WASM_PAGE ? `${bytes} bytes instead of ${wanted}: no address space` : undefined;
            return { memory, bytes, shortfall, faultsTrap: grown >= FAULTING_RESERVATION_BYTES };
        }
        if (bytes === least) {
            const hint = 'its address space is too small for WebAssembly (ulimit -v); node --disable-wasm-trap-handler needs less';
            throw new Error(`no memory of ${bytes} bytes can be reserved in this process: ${hint}`);
        }
        bytes = Math.max(least, Math.floor(bytes / 2 / WASM_PAGE) * WASM_PAGE);
    }
}
/** How many worker threads there is address space for now; 0 when V8 would end the process at the first. */
export function threadsThatFit() {
    const space = addressSpace();
    if (space === undefined)
        return Number.POSITIVE_INFINITY;
    return Math.max(0, Math.floor((space.limit - space.used - MARGIN_BYTES) / THREAD_ADDRESS_BYTES));
}
