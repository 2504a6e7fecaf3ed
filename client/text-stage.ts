/**
 * A segment that texts are put into, so that they don't pass through the socket: the sidecar's workers read them where they
 * lie. It is written as a file, which every Node on Linux can and which makes none print a warning: two workers scan 10 MB in
 * 3,754 strings in 14.4 ms so, and in 12.6 with the segment mapped.
 */
import { closeSync, writeSync } from 'node:fs';
import type { SegmentOpenResult, SegmentRange } from '../protocol/index.ts';
import { openAsFile, type Reach } from './segment-access.ts';
import { BLOCK_BYTES, type Block } from './text-blocks.ts';

/** Descriptors of stages that nobody closed: their rig was dropped. A FileHandle would end the process. */
const dropped = new FinalizationRegistry<number>(closeSync);

export class TextStage {
  /** All of its memory, and the blocks that this is cut into: the one or the others. */
  readonly whole: Block;
  readonly blocks: readonly Block[];
  readonly #lease: SegmentOpenResult;
  readonly #fd: number;
  readonly #by: Reach;

  private constructor(lease: SegmentOpenResult, fd: number, count: number, by: Reach) {
    this.#lease = lease;
    this.#fd = fd;
    this.#by = by;
    dropped.register(this, fd, this);
    const { segment } = lease;
    const bytes = new Uint8Array(count * BLOCK_BYTES);
    // the same memory for all blocks: what is put there is in the file by the time that `source` returns, and the less there is
    // of it, the more of it stays in the caches
    const block = (offset: number, length: number) =>
      new StagedBlock({ segment, offset, length }, bytes.subarray(0, length), fd);
    this.whole = block(0, bytes.length);
    this.blocks = Array.from({ length: count }, (_, i) => block(i * BLOCK_BYTES, BLOCK_BYTES));
  }

  /** So many blocks, or undefined where there is no such segment to be had or it is no file here. Never throws. */
  static async open(count: number, by: Reach): Promise<TextStage | undefined> {
    try {
      const lease = await by.call('segment/open', { bytes: count * BLOCK_BYTES });
      try {
        const fd = await openAsFile(lease);
        if (fd !== undefined) return new TextStage(lease, fd, count, by);
      } catch {
        // in another PID namespace its path is another file
      }
      await by.call('segment/close', { segment: lease.segment });
    } catch {
      // there is a way without
    }
    return undefined;
  }

  /** Gives the segment back. Never rejects: a lease ends with its connection anyway. */
  async close(): Promise<void> {
    dropped.unregister(this);
    closeSync(this.#fd);
    await this.#by.call('segment/close', { segment: this.#lease.segment }).catch(() => {});
  }
}

class StagedBlock implements Block {
  readonly bytes: Uint8Array;
  readonly #range: SegmentRange;
  readonly #fd: number;

  constructor(range: SegmentRange, bytes: Uint8Array, fd: number) {
    this.#range = range;
    this.#fd = fd;
    this.bytes = bytes;
  }

  source(length: number): SegmentRange {
    const { segment, offset } = this.#range;
    for (let done = 0; done < length; ) done += writeSync(this.#fd, this.bytes, done, length - done, offset + done);
    return { segment, offset, length };
  }
}
