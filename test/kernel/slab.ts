/**
 * One instance of a kernel on a small memory of its own, set up as docs/KERNEL-ABI.md says and by nothing of the sidecar:
 * the tests here are about the module alone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export const SHIPPED = join(ROOT, 'sidecar/kernel/kernel.wasm');
export const FAULTY = join(ROOT, 'test/kernel/fixtures/faulty-kernel.wasm');

export const Status = { ok: 0, cancelled: 1, badRange: 2, badArgument: 3, outOfMemory: 4 } as const;
export const Algorithm = { sha256: 1, blake3: 2 } as const;

const MIB = 1024 * 1024;
const WASM_PAGE = 65536;

export interface KernelExports {
  readonly __stack_pointer: WebAssembly.Global;
  readonly __heap_base: WebAssembly.Global;
  readonly __tls_size: WebAssembly.Global;
  __wasm_init_tls(base: number): void;
  outrigger_abi_version(): number;
  outrigger_slab_init(heapStart: number, heapEnd: number): void;
  outrigger_panic_ptr(): number;
  text_copy(text: number, length: number, out: number): number;
  hash_records(job: number, algorithm: number, data: number, length: number, recordSize: number, out: number): number;
  hash_messages(job: number, algorithm: number, table: number, count: number, out: number): number;
  hash_stream_begin(algorithm: number): number;
  hash_stream_update(job: number, state: number, data: number, length: number): number;
  hash_stream_finish(state: number, out: number): number;
  hash_stream_abort(state: number): void;
  outrigger_answer_ptr(): number;
  outrigger_answer_free(): void;
  text_normalize(job: number, form: number, text: number, length: number): number;
}

const compiled = new Map<string, WebAssembly.Module>();

export function compile(file: string): WebAssembly.Module {
  const module = compiled.get(file) ?? new WebAssembly.Module(readFileSync(file));
  compiled.set(file, module);
  return module;
}

/** Where the statics of the larger of the two modules end. */
function staticsEnd(): number {
  const ends = [SHIPPED, FAULTY].map((file) => {
    const memory = new WebAssembly.Memory({ initial: 256, maximum: 256, shared: true });
    const { exports } = new WebAssembly.Instance(compile(file), { env: { memory } });
    return (exports as unknown as KernelExports).__heap_base.value;
  });
  return Math.max(...ends);
}

const base = Math.ceil(staticsEnd() / WASM_PAGE + 1) * WASM_PAGE;

/** Where things lie: statics, a gap of a page or two, the slab of 1 MiB, free space. */
export const Place = {
  staticsEnd: base - WASM_PAGE,
  stackLow: base,
  stackTop: base + 512 * 1024,
  tls: base + 512 * 1024,
  heap: base + 576 * 1024,
  heapEnd: base + MIB,
  free: base + MIB,
} as const;

/** A new instance on `memory`, with its slab set up at `Place`. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const kernel = instance.exports as unknown as KernelExports;
  kernel.__stack_pointer.value = Place.stackTop;
  kernel.__wasm_init_tls(Place.tls);
  kernel.outrigger_slab_init(Place.heap, Place.heapEnd);
  return kernel;
}

export class TestSlab {
  readonly memory: WebAssembly.Memory;
  readonly bytes: Uint8Array;
  readonly kernel: KernelExports;

  /** `freeMebibytes` of space above the slab. */
  constructor(freeMebibytes = 6, file = SHIPPED) {
    const pages = (Place.free + freeMebibytes * MIB) / WASM_PAGE;
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    this.bytes = new Uint8Array(this.memory.buffer);
    this.kernel = instantiate(compile(file), this.memory);
  }

  /** What a panic left, or the empty string. */
  panicMessage(): string {
    const at = this.kernel.outrigger_panic_ptr();
    const length = new DataView(this.memory.buffer).getUint32(at, true);
    return Buffer.from(this.bytes.slice(at + 4, at + 4 + length)).toString();
  }

  /** Puts the records in the free space and gives their digests in hex. Throws where the status isn't OK. */
  hashRecords(algorithm: number, data: Uint8Array, recordSize: number): string[] {
    const out = Place.free;
    const at = out + 32 * (data.length / recordSize);
    this.bytes.set(data, at);
    expectOk(this.kernel.hash_records(0, algorithm, at, data.length, recordSize, out));
    return this.digests(out, data.length / recordSize);
  }

  /** The same for messages, which are laid one after another with a gap that moves their alignment about. */
  hashMessages(algorithm: number, messages: readonly Uint8Array[]): string[] {
    const table = new Uint32Array(this.memory.buffer, Place.free, messages.length * 2);
    const out = Place.free + messages.length * 8;
    let at = out + messages.length * 32;
    messages.forEach((message, i) => {
      this.bytes.set(message, at);
      table.set([at, message.length], i * 2);
      at += message.length + (i % 3);
    });
    expectOk(this.kernel.hash_messages(0, algorithm, Place.free, messages.length, out));
    return this.digests(out, messages.length);
  }

  hashStream(algorithm: number, pieces: readonly Uint8Array[]): string {
    const state = this.kernel.hash_stream_begin(algorithm);
    if (state === 0) throw new Error('no memory for a stream');
    for (const piece of pieces) {
      this.bytes.set(piece, Place.free + 32);
      expectOk(this.kernel.hash_stream_update(0, state, Place.free + 32, piece.length));
    }
    expectOk(this.kernel.hash_stream_finish(state, Place.free));
    return this.digests(Place.free, 1).join();
  }

  digests(out: number, count: number): string[] {
    return Array.from({ length: count }, (_, i) =>
      Buffer.from(this.bytes.slice(out + 32 * i, out + 32 * i + 32)).toString('hex'),
    );
  }
}

function expectOk(status: number): void {
  if (status !== Status.ok) throw new Error(`status ${status}`);
}
