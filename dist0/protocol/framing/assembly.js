import { asBuffer } from './frame.js';
const KiB = 1024;
/** The most that is allocated on a claim alone. */
export const FIRST_BYTES = 1024 * KiB;
/** The least that is allocated where the frame's size isn't known yet. */
const LEAST_BYTES = 4 * KiB;
const GROWTH = 4;
/** Below this a read into the shared buffer is as good, and may bring the next frames along. */
export const TARGET_BYTES = 16 * KiB;
/** Part of an allocation, with the same holds. */
class Part {
    bytes;
    #memory;
    constructor(memory, bytes) {
        this.#memory = memory;
        this.bytes = bytes;
    }
    get retainable() {
        return this.#memory.retainable;
    }
    retain() {
        this.#memory.retain();
    }
    release() {
        this.#memory.release();
    }
}
export class Assembly {
    #allocate;
    /** No frame is larger, so no allocation is. */
    #most;
    #memory;
    #bytes;
    #length = 0;
    constructor(allocate, most) {
        this.#allocate = allocate;
        this.#most = most;
    }
    /** Bytes that have arrived. */
    get length() {
        return this.#length;
    }
    /**
     * Copies a part of a chunk. `claimed` is the frame's size where it is known (`exact`), else the least it can be.
     */
    append(chunk, start, end, claimed, exact) {
        let from = start;
        while (from < end) {
            const bytes = this.#roomy(claimed, exact);
            const step = Math.min(end - from, bytes.length - this.#length);
            bytes.set(chunk.subarray(from, from + step), this.#length);
            this.#length += step;
            from += step;
        }
    }
    /** Where up to `wanted` further bytes may be read to, or null where that isn't worth a read of its own. */
    room(wanted, claimed, exact) {
        if (wanted < TARGET_BYTES)
            return null;
        const bytes = this.#roomy(claimed, exact);
        return bytes.subarray(this.#length, Math.min(this.#length + wanted, bytes.length));
    }
    /** `n` bytes were read into `room`. */
    fill(n) {
        this.#length += n;
    }
    /** The whole frame, still held once: the caller releases it. The assembly is empty afterwards. */
    take() {
        const memory = this.#memory;
        const bytes = this.#bytes;
        if (memory === undefined || bytes === undefined)
            throw new Error('nothing was assembled');
        const body = new Part(memory, bytes.subarray(0, this.#length));
        this.#forget();
        return body;
    }
    drop() {
        this.#memory?.release();
        this.#forget();
    }
    #forget() {
        this.#memory = undefined;
        this.#bytes = undefined;
        this.#length = 0;
    }
    /** Memory with room for one more byte at least. */
    #roomy(claimed, exact) {
        const bytes = this.#bytes;
        if (bytes === undefined)
            return this.#replace(Math.min(exact ? claimed : Math.max(claimed, LEAST_BYTES), FIRST_BYTES));
        if (this.#length < bytes.length)
            return bytes;
        return this.#replace(exact ? claimed : Math.max(claimed, Math.min(GROWTH * bytes.length, this.#most)));
    }
    #replace(capacity) {
        const memory = this.#allocate(capacity);
        const bytes = asBuffer(memory.bytes);
        if (this.#bytes !== undefined)
            bytes.set(this.#bytes.subarray(0, this.#length));
        this.#memory?.release();
        this.#memory = memory;
        this.#bytes = bytes;
        return bytes;
    }
}
