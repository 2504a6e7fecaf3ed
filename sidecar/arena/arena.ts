/**
 * The arena: one shared WebAssembly.Memory, its layout, and the ranges that are in use.
 * Main thread only; workers get the buffer and the layout. What it hands out is released exactly once.
 */
import { type ErrorName, ProtocolError } from '../../protocol/errors.ts';
import { ControlBlock } from './control.ts';
import { type Layout, layOut, PAGE } from './layout.ts';
import { nativeMemory } from './native.ts';
import { type Range, RangeAllocator } from './ranges.ts';
import type { Reservation } from './reservation.ts';

/** Cache lines: what jobs' inputs and outputs are aligned to. */
const LINE = 64;

/** What a worker thread needs to stand on the same arena. */
export interface ArenaShare {
  readonly memory: WebAssembly.Memory;
  readonly layout: Layout;
}

/** Makes the page under each stack's red zone inaccessible, so that nothing runs on from there. False where it can't. */
function guardStacks(buffer: SharedArrayBuffer, layout: Layout): boolean {
  const native = nativeMemory(buffer);
  return native !== undefined && layout.slabs.every((slab) => native.forbid(slab.guard, PAGE));
}

export class Arena {
  readonly memory: WebAssembly.Memory;
  readonly buffer: SharedArrayBuffer;
  readonly bytes: Uint8Array;
  /** The same memory as u32s, for tables. */
  readonly words: Uint32Array;
  readonly layout: Layout;
  readonly control: ControlBlock;
  /** Whether a guard page lies under each stack; without one only the red zone is looked at. */
  readonly guarded: boolean;
  private readonly ranges: RangeAllocator;

  /** Lays out reserved memory, which never grows: growing would destroy guards and mappings. */
  constructor({ memory, bytes, faultsTrap }: Reservation, workers: number) {
    this.layout = layOut(bytes, workers);
    this.memory = memory;
    this.buffer = this.memory.buffer as unknown as SharedArrayBuffer;
    this.bytes = new Uint8Array(this.buffer);
    this.words = new Uint32Array(this.buffer);
    this.control = new ControlBlock(this.buffer, this.layout.control);
    this.ranges = new RangeAllocator(this.layout.space, this.layout.bytes);
    this.guarded = faultsTrap && guardStacks(this.buffer, this.layout);
  }

  get share(): ArenaShare {
    return { memory: this.memory, layout: this.layout };
  }

  /** A range for a job's bytes, or undefined when there is none. */
  tryAllocate(bytes: number): Range | undefined {
    return this.ranges.allocate(bytes, LINE);
  }

  /** A range for a job's bytes; OutOfMemory when there is none. */
  allocate(bytes: number): Range {
    return this.tryAllocate(bytes) ?? this.refuse(bytes, LINE);
  }

  /** A range of whole pages, for a segment; OutOfMemory when there is none. */
  allocatePages(bytes: number): Range {
    return this.ranges.allocateLast(bytes, PAGE) ?? this.refuse(bytes, PAGE);
  }

  release(range: Range): void {
    this.ranges.release(range);
  }

  view(address: number, bytes: number): Uint8Array {
    return this.bytes.subarray(address, address + bytes);
  }

  /** Whether a view lies in the arena: then its bytes need no copy. */
  holds(view: Uint8Array): boolean {
    return (view.buffer as unknown) === this.buffer;
  }

  /** Bytes of the space in use, and the largest segment that fits. */
  get usage(): { used: number; largestFree: number } {
    return { used: this.ranges.used, largestFree: this.ranges.largestFree(PAGE) };
  }

  private refuse(requested: number, alignment: number): never {
    const name: ErrorName = 'OutOfMemory';
    const largestFree = this.ranges.largestFree(alignment);
    throw new ProtocolError(name, `the arena has no free range of ${requested} bytes (the largest is ${largestFree})`, {
      requested,
      largestFree,
    });
  }
}
