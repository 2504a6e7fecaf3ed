/**
 * The arena: one shared WebAssembly.Memory, its layout, and the ranges that are in use.
 * Main thread only; workers get the buffer and the layout. What it hands out is released exactly once.
 */
import { ProtocolError } from '../../protocol/errors.js';
import { ControlBlock } from './control.js';
import { layOut, PAGE } from './layout.js';
import { nativeMemory } from './native.js';
import { RangeAllocator } from './ranges.js';
/** Cache lines: what jobs' inputs and outputs are aligned to. */
const LINE = 64;
/** Makes the page under each stack's red zone inaccessible, so that nothing runs on from there. False where it can't. */
function guardStacks(buffer, layout) {
    const native = nativeMemory(buffer);
    return native !== undefined && layout.slabs.every((slab) => native.forbid(slab.guard, PAGE));
}
export class Arena {
    memory;
    buffer;
    bytes;
    /** The same memory as u32s, for tables. */
    words;
    layout;
    control;
    /** Whether a guard page lies under each stack; without one only the red zone is looked at. */
    guarded;
    ranges;
    /** Lays out reserved memory, which never grows: growing would destroy guards and mappings. */
    constructor({ memory, bytes, faultsTrap }, workers) {
        this.layout = layOut(bytes, workers);
        this.memory = memory;
        this.buffer = this.memory.buffer;
        this.bytes = new Uint8Array(this.buffer);
        this.words = new Uint32Array(this.buffer);
        this.control = new ControlBlock(this.buffer, this.layout.control);
        this.ranges = new RangeAllocator(this.layout.space, this.layout.bytes);
        this.guarded = faultsTrap && guardStacks(this.buffer, this.layout);
    }
    get share() {
        return { memory: this.memory, layout: this.layout };
    }
    /** A range for a job's bytes, or undefined when there is none. */
    tryAllocate(bytes) {
        return this.ranges.allocate(bytes, LINE);
    }
    /** A range for a job's bytes; OutOfMemory when there is none. */
    allocate(bytes) {
        return this.tryAllocate(bytes) ?? this.refuse(bytes, LINE);
    }
    /** A range of whole pages, for a segment; OutOfMemory when there is none. */
    allocatePages(bytes) {
        return this.ranges.allocateLast(bytes, PAGE) ?? this.refuse(bytes, PAGE);
    }
    release(range) {
        this.ranges.release(range);
    }
    view(address, bytes) {
        return this.bytes.subarray(address, address + bytes);
    }
    /** Whether a view lies in the arena: then its bytes need no copy. */
    holds(view) {
        return view.buffer === this.buffer;
    }
    /** Bytes of the space in use, and the largest segment that fits. */
    get usage() {
        return { used: this.ranges.used, largestFree: this.ranges.largestFree(PAGE) };
    }
    refuse(requested, alignment) {
        const name = 'OutOfMemory';
        const largestFree = this.ranges.largestFree(alignment);
        throw new ProtocolError(name, `the arena has no free range of ${requested} bytes (the largest is ${largestFree})`, {
            requested,
            largestFree,
        });
    }
}
