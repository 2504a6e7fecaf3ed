/**
 * The memory of a frame that doesn't lie whole in one chunk. Grows by what has really arrived, never by what is claimed
 * alone: a client that claims 16 MiB and sends nothing holds 1 MiB at most. Each byte is copied a bounded number of times.
 */
import type { Buffer } from 'node:buffer';
import { type Allocate, asBuffer, type FrameBody, type FrameMemory } from './frame.ts';

const KiB = 1024;

/** The most that is allocated on a claim alone. */
export const FIRST_BYTES = 1024 * KiB;
/** The least that is allocated where the frame's size isn't known yet. */
const LEAST_BYTES = 4 * KiB;
const GROWTH = 2;
/** What may follow the bytes that a frame has claimed so far, as a part of these: lists and fields behind large ones. */
const MORE = 1 / 8;

/** Below this a read into the shared buffer is as good, and may bring the next frames along. */
export const TARGET_BYTES = 16 * KiB;

/** Part of an allocation, with the same holds. */
class Part implements FrameBody {
  readonly bytes: Buffer;
  readonly #memory: FrameMemory;

  constructor(memory: FrameMemory, bytes: Buffer) {
    this.#memory = memory;
    this.bytes = bytes;
  }

  get retainable(): boolean {
    return this.#memory.retainable;
  }

  retain(): void {
    this.#memory.retain();
  }

  release(): void {
    this.#memory.release();
  }
}

export class Assembly {
  readonly #allocate: Allocate;
  /** No frame is larger, so no allocation is. */
  readonly #most: number;
  #memory: FrameMemory | undefined;
  #bytes: Buffer | undefined;
  #length = 0;

  constructor(allocate: Allocate, most: number) {
    this.#allocate = allocate;
    this.#most = most;
  }

  /** Bytes that have arrived. */
  get length(): number {
    return this.#length;
  }

  /**
   * Copies a part of a chunk. `claimed` is the frame's size where it is known (`exact`), else the least it can be.
   */
  append(chunk: Buffer, start: number, end: number, claimed: number, exact: boolean): void {
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
  room(wanted: number, claimed: number, exact: boolean): Buffer | null {
    if (wanted < TARGET_BYTES) return null;
    const bytes = this.#roomy(claimed, exact);
    return bytes.subarray(this.#length, Math.min(this.#length + wanted, bytes.length));
  }

  /** `n` bytes were read into `room`. */
  fill(n: number): void {
    this.#length += n;
  }

  /** The whole frame, still held once: the caller releases it. The assembly is empty afterwards. */
  take(): FrameBody {
    const memory = this.#memory;
    const bytes = this.#bytes;
    if (memory === undefined || bytes === undefined) throw new Error('nothing was assembled');
    const body = new Part(memory, bytes.subarray(0, this.#length));
    this.#forget();
    return body;
  }

  drop(): void {
    this.#memory?.release();
    this.#forget();
  }

  #forget(): void {
    this.#memory = undefined;
    this.#bytes = undefined;
    this.#length = 0;
  }

  /** Memory with room for one more byte at least. */
  #roomy(claimed: number, exact: boolean): Buffer {
    const bytes = this.#bytes;
    if (bytes !== undefined && this.#length < bytes.length) return bytes;
    const expected = exact ? claimed : Math.max(Math.ceil(claimed * (1 + MORE)), LEAST_BYTES);
    if (bytes === undefined) return this.#replace(Math.min(expected, FIRST_BYTES));
    return this.#replace(exact ? claimed : Math.min(Math.max(expected, GROWTH * bytes.length), this.#most));
  }

  #replace(capacity: number): Buffer {
    const memory = this.#allocate(capacity);
    const bytes = asBuffer(memory.bytes);
    if (this.#bytes !== undefined) bytes.set(this.#bytes.subarray(0, this.#length));
    this.#memory?.release();
    this.#memory = memory;
    this.#bytes = bytes;
    return bytes;
  }
}
