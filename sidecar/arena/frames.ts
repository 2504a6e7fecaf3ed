/**
 * Memory for frames that are read from a connection: arena memory where there is some, so that the bytes of a request
 * are computed on where they arrived; ordinary memory otherwise. A frame is given back when nobody holds it.
 */
import type { FrameLease } from '../dispatch/call.ts';
import type { Arena } from './arena.ts';
import type { Range } from './ranges.ts';

/** Frames may not fill the arena: beyond this share of it they get ordinary memory, and are copied when they run. */
const ARENA_SHARE = 0.25;

export class FrameMemory {
  private readonly arena: Arena;
  private readonly bound: number;
  private used = 0;

  constructor(arena: Arena) {
    this.arena = arena;
    this.bound = arena.layout.bytes * ARENA_SHARE;
  }

  /** Exactly `size` bytes, held once. */
  allocate(size: number): FrameLease {
    const range = this.used + size <= this.bound ? this.arena.tryAllocate(size) : undefined;
    if (range === undefined) return new Lease(new Uint8Array(size), () => {});
    this.used += range.bytes;
    return new Lease(this.arena.view(range.address, size), () => this.giveBack(range));
  }

  private giveBack(range: Range): void {
    this.used -= range.bytes;
    this.arena.release(range);
  }
}

class Lease implements FrameLease {
  readonly bytes: Uint8Array;
  readonly retainable = true;
  private readonly end: () => void;
  private holds = 1;

  constructor(bytes: Uint8Array, end: () => void) {
    this.bytes = bytes;
    this.end = end;
  }

  retain(): void {
    if (this.holds === 0) throw new Error('a frame was retained after its end');
    this.holds++;
  }

  release(): void {
    if (this.holds === 0) throw new Error('a frame was released twice');
    this.holds--;
    if (this.holds === 0) this.end();
  }
}
