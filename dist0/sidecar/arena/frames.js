/** Frames may not fill the arena: beyond this share of it they get ordinary memory, and are copied when they run. */
const ARENA_SHARE = 0.25;
export class FrameMemory {
    arena;
    bound;
    used = 0;
    constructor(arena) {
        this.arena = arena;
        this.bound = arena.layout.bytes * ARENA_SHARE;
    }
    /** Exactly `size` bytes, held once. */
    allocate(size) {
        const range = this.used + size <= this.bound ? this.arena.tryAllocate(size) : undefined;
        if (range === undefined)
            return new Lease(new Uint8Array(size), () => { });
        this.used += range.bytes;
        return new Lease(this.arena.view(range.address, size), () => this.giveBack(range));
    }
    giveBack(range) {
        this.used -= range.bytes;
        this.arena.release(range);
    }
}
class Lease {
    bytes;
    retainable = true;
    end;
    holds = 1;
    constructor(bytes, end) {
        this.bytes = bytes;
        this.end = end;
    }
    retain() {
        if (this.holds === 0)
            throw new Error('a frame was retained after its end');
        this.holds++;
    }
    release() {
        if (this.holds === 0)
            throw new Error('a frame was released twice');
        this.holds--;
        if (this.holds === 0)
            this.end();
    }
}
