/**
 * The memory behind segments: a sealed memfd laid over a range of the arena where the platform can, else the arena's own
 * pages. It lays, zeroes and takes away; who leases what, and whether anybody still uses it, is segments.ts's business.
 * Nothing here may hold the event loop: a large range is worked on in steps.
 */
import { closeSync } from 'node:fs';
import { HeldMemory } from './held-memory.js';
import { NativeError } from './native.js';
/** Steps of 2 to 6 ms: 400 MB of pages are dropped in 52 ms, and zeroed in 665 when they are touched for the first time. */
const DROP_STEP_BYTES = 16 * 1024 * 1024;
const ZERO_STEP_BYTES = 4 * 1024 * 1024;
/** How long to wait when the system refuses to map anonymous memory (strict overcommit): the range stays out of use. */
const RETRY_MS = 200;
/** No descriptor: the segment is plain arena memory. */
export const NOT_MAPPED = -1;
/** Whether a step was made; false when the system has no memory for it now. */
function made(step) {
    try {
        step();
        return true;
    }
    catch (error) {
        if (error instanceof NativeError)
            return false;
        throw error;
    }
}
/** Makes the steps of a range, a tick each; one that the system refuses is tried again until it doesn't. */
async function inSteps(bytes, size, step) {
    for (let from = 0; from < bytes;) {
        await new Promise((resolve) => setImmediate(resolve));
        const at = from;
        if (made(() => step(at)))
            from += size;
        else
            await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
    }
}
export class SegmentMemory {
    held;
    arena;
    native;
    constructor(arena, native) {
        this.arena = arena;
        this.native = native;
        this.held = native === undefined ? undefined : new HeldMemory(native);
    }
    get mapped() {
        return this.native !== undefined;
    }
    /**
     * Lays fresh memory that others can map over a range, and returns its descriptor; NOT_MAPPED where that can't be done:
     * then the range holds what was there, to be cleared with `zero`. Throws what the system says, with nothing changed.
     */
    lay(range, id) {
        if (this.native === undefined)
            return NOT_MAPPED;
        const fd = this.native.createSealedMemory(range.bytes, id);
        try {
            this.native.mapShared(range.address, range.bytes, fd);
        }
        catch (error) {
            closeSync(fd);
            throw error;
        }
        return fd;
    }
    /** Zeroes a range of the arena's own pages: a promise of it, or undefined when that is done already. */
    zero({ address, bytes }) {
        const fill = (from) => {
            this.arena.bytes.fill(0, address + from, address + Math.min(bytes, from + ZERO_STEP_BYTES));
        };
        if (bytes > ZERO_STEP_BYTES)
            return inSteps(bytes, ZERO_STEP_BYTES, fill);
        fill(0);
        return undefined;
    }
    /**
     * Takes the memory away from a range that nobody uses any more, then calls `free`: at once for a small range. The
     * client's own mapping stays as it is; what it keeps is held on account of `connection()`, or of nobody's.
     */
    takeAway(range, fd, connection, free) {
        const { native, held } = this;
        if (native === undefined || held === undefined) {
            free();
            return;
        }
        const { address, bytes } = range;
        const drop = (from) => native.mapAnonymous(address + from, Math.min(DROP_STEP_BYTES, bytes - from));
        const done = () => {
            held.take(fd, bytes, connection());
            free();
        };
        if (bytes <= DROP_STEP_BYTES && made(() => drop(0)))
            done();
        else
            void inSteps(bytes, DROP_STEP_BYTES, drop).then(done);
    }
}
