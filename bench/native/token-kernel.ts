/** A kernel with a vocabulary and messages to count. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, KERNEL_FOLDER, type KernelInstance, openKernel } from './kernel-instance.ts';

const MIB = 1024 * 1024;
/** Where things lie: the compact vocabulary, behind the heap, its table, the messages. */
const COMPACT = 64 * MIB;
const TABLE = 68 * MIB;
const TEXTS = 96 * MIB;
/** Words before the answer's own numbers. */
const ANSWER_VALUES = 2;

interface Exports {
  vocabulary_size(compact: number, length: number): number;
  vocabulary_build(compact: number, length: number, out: number, outLength: number): number;
  text_tokens(job: number, table: number, tableBytes: number, text: number, length: number, ids: number): number;
}

export class TokenKernel {
  /** Milliseconds of the table's first build: V8's quick compiler's code, fresh pages. */
  readonly buildMs: number;
  private readonly kernel: KernelInstance<Exports>['kernel'];
  private readonly bytes: Uint8Array;
  private readonly tableBytes: number;
  private places: { address: number; length: number }[] = [];

  constructor(encoding: string) {
    ({ kernel: this.kernel, bytes: this.bytes } = openKernel<Exports>(COMPACT));
    const compact = readFileSync(join(KERNEL_FOLDER, `vocabulary/${encoding}.bin`));
    this.bytes.set(compact, COMPACT);
    const start = performance.now();
    this.tableBytes = this.kernel.vocabulary_size(COMPACT, compact.length) >>> 0;
    check(this.kernel.vocabulary_build(COMPACT, compact.length, TABLE, this.tableBytes));
    this.buildMs = performance.now() - start;
  }

  /** Puts messages in place of those before. */
  load(messages: readonly Uint8Array[]): void {
    let address = TEXTS;
    this.places = messages.map((message) => {
      this.bytes.set(message, address);
      const place = { address, length: message.length };
      address += Math.ceil(message.length / 64) * 64;
      return place;
    });
  }

  /** Counts all messages, one by one. */
  count(): { seconds: number; tokens: number } {
    const { kernel, tableBytes } = this;
    const answer = new Uint32Array(this.bytes.buffer, kernel.outrigger_answer_ptr(), 8);
    let tokens = 0;
    const start = performance.now();
    for (const { address, length } of this.places) {
      check(kernel.text_tokens(0, TABLE, tableBytes, address, length, 0));
      tokens += answer[ANSWER_VALUES] ?? 0;
    }
    return { seconds: (performance.now() - start) / 1000, tokens };
  }
}
