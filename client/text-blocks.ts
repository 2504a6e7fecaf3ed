/**
 * Memory that texts are encoded into, a block a part of a batch. It is used again and again: fresh pages cost 1.2 ms a megabyte,
 * more than the encoding. There are so many blocks a connection, however many batches are under way: who finds none waits,
 * which bounds the memory, and the requests that batches have in flight. The first blocks are this process's own, sent along
 * with their requests; when the connection has a segment for them (text-stage.ts), they are that.
 */
import type { SourceInput } from '../protocol/index.ts';
import type { Reach } from './segment-access.ts';
import type { TextStage } from './text-stage.ts';

/** A request costs both ends half a millisecond: two workers take 23 ms to scan 10 MB so, and 26 with half of it. */
export const BLOCK_BYTES = 2 * 1024 * 1024;
/** One is filled while another is worked on; the others are on their way to and fro. */
const BLOCKS = 4;

export interface Block {
  /**
   * `BLOCK_BYTES` of any content; of all blocks as one so many times as many. Blocks may share them: nothing is awaited from
   * when they are filled until `source` is called.
   */
  readonly bytes: Uint8Array;
  /** What was written to its first `length` bytes, as a request names it. */
  source(length: number): SourceInput;
}

class OwnBlock implements Block {
  #bytes: Uint8Array | undefined;

  /** Made when they are wanted: texts that lie somewhere need none. */
  get bytes(): Uint8Array {
    this.#bytes ??= new Uint8Array(BLOCK_BYTES);
    return this.#bytes;
  }

  source(length: number): Uint8Array {
    return this.bytes.subarray(0, length);
  }
}

export class TextBlocks {
  readonly #by: Reach;
  #taken = 0;
  readonly #waiting: (() => void)[] = [];
  /** Weakly held: idle, they are the garbage collector's. */
  readonly #own: WeakRef<Block>[] = [];
  #staged: Block[] = [];
  #stage: Promise<TextStage | undefined> | undefined;
  /** What `#staged` are parts of, once they are there. */
  #open: TextStage | undefined;

  constructor(by: Reach) {
    this.#by = by;
  }

  /** A block that nobody else has. */
  async take(): Promise<Block> {
    while (this.#taken === BLOCKS) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#taken += 1;
    // not waited for: until it is there, blocks are one's own
    this.#stage ??= this.#openStage();
    let block = this.#staged.pop();
    while (block === undefined && this.#own.length > 0) block = this.#own.pop()?.deref();
    return block ?? new OwnBlock();
  }

  /** All blocks as one, if it holds `bytes`, there is a segment for them, and nobody has one: it isn't waited for. */
  takeAll(bytes: number): Block | undefined {
    this.#stage ??= this.#openStage();
    const whole = this.#open?.whole;
    if (whole === undefined || whole.bytes.length < bytes) return undefined;
    if (this.#taken > 0 || this.#staged.length < BLOCKS) return undefined;
    this.#taken = BLOCKS;
    this.#staged = [];
    return whole;
  }

  /** Takes back what nobody reads any more. */
  giveBack(block: Block): void {
    const parts = block === this.#open?.whole ? this.#open.blocks : [block];
    this.#taken -= parts.length;
    if (block instanceof OwnBlock) this.#own.push(new WeakRef(block));
    else this.#staged.push(...parts);
    for (const goOn of this.#waiting.splice(0)) goOn();
  }

  /** Gives the segment back, once no batch uses it: the connection ends, or its memory is wanted for something else. */
  async closeStage(): Promise<void> {
    const stage = await this.#stage;
    if (stage === undefined) return;
    this.#stage = Promise.resolve(undefined);
    const back = this.#staged.splice(0);
    while (back.length < BLOCKS) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      back.push(...this.#staged.splice(0));
    }
    this.#open = undefined;
    await stage.close();
  }

  async #openStage(): Promise<TextStage | undefined> {
    const { TextStage } = await import('./text-stage.ts');
    const stage = await TextStage.open(BLOCKS, this.#by);
    this.#open = stage;
    if (stage !== undefined) this.#staged = [...stage.blocks];
    return stage;
  }
}
