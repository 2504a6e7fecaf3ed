/** The committed kernel on a memory of its own, set up as docs/KERNEL-ABI.md says, with a vocabulary and messages to count. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const MIB = 1024 * 1024;
const MEMORY_PAGES = 8192;
/** Where things lie: stack and statics, the heap, the compact vocabulary, its table, the messages. */
const STACK = 2 * MIB;
const HEAP = 3 * MIB;
const COMPACT = 64 * MIB;
const TABLE = 68 * MIB;
const TEXTS = 96 * MIB;
/** Words before the answer's own numbers. */
const ANSWER_VALUES = 2;

interface Exports {
  readonly __stack_pointer: { value: number };
  __wasm_init_tls(base: number): void;
  outrigger_slab_init(heapStart: number, heapEnd: number): void;
  outrigger_answer_ptr(): number;
  vocabulary_size(compact: number, length: number): number;
  vocabulary_build(compact: number, length: number, out: number, outLength: number): number;
  text_tokens(job: number, table: number, tableBytes: number, text: number, length: number, ids: number): number;
}

export class TokenKernel {
  /** Milliseconds of the table's first build: V8's quick compiler's code, fresh pages. */
  readonly buildMs: number;
  private readonly kernel: Exports;
  private readonly bytes: Uint8Array;
  private readonly tableBytes: number;
  private places: { address: number; length: number }[] = [];

  constructor(encoding: string) {
    const memory = new WebAssembly.Memory({ initial: MEMORY_PAGES, maximum: MEMORY_PAGES, shared: true });
    const folder = join(import.meta.dirname, '../../sidecar/kernel');
    const module = new WebAssembly.Module(readFileSync(join(folder, 'kernel.wasm')));
    this.kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
    this.kernel.__stack_pointer.value = STACK;
    this.kernel.__wasm_init_tls(STACK);
    this.kernel.outrigger_slab_init(HEAP, COMPACT);
    this.bytes = new Uint8Array(memory.buffer);
    const compact = readFileSync(join(folder, `vocabulary/${encoding}.bin`));
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

function check(status: number): void {
  if (status !== 0) throw new Error(`the kernel returned ${status}`);
}
