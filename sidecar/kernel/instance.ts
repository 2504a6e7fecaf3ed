/**
 * One instance of the kernel on one slab, with typed entries of the C ABI (docs/KERNEL-ABI.md). Addresses and lengths
 * are bytes in the arena. A trapped instance must be thrown away: `rebuild()` makes a new one on the same slab.
 */
import type { ArenaShare } from '../arena/arena.ts';
import { PAGE, type Slab, STATICS_BYTES } from '../arena/layout.ts';

/** The version of the ABI in docs/KERNEL-ABI.md that this host speaks. */
export const ABI_VERSION = 1;

/** Status codes of the entries; the control block's Failure table begins with them. */
export const KernelStatus = {
  ok: 0,
  cancelled: 1,
  badRange: 2,
  badArgument: 3,
  outOfMemory: 4,
  /** A text that is no UTF-8. */
  notText: 5,
  /** More matches than the limit. */
  tooMany: 6,
  /** A chunk size that a single character's tokens don't fit. */
  tooSmall: 7,
} as const;

export const ALGORITHM_IDS = { sha256: 1, blake3: 2 } as const;

interface KernelExports {
  readonly __stack_pointer: WebAssembly.Global<'i32'>;
  readonly __tls_size: WebAssembly.Global<'i32'>;
  readonly __heap_base: WebAssembly.Global<'i32'>;
  __wasm_init_tls(base: number): void;
  outrigger_abi_version(): number;
  outrigger_slab_init(heapStart: number, heapEnd: number): void;
  outrigger_panic_ptr(): number;
  hash_records(job: number, algorithm: number, data: number, length: number, recordSize: number, out: number): number;
  hash_messages(job: number, algorithm: number, table: number, count: number, out: number): number;
  hash_stream_begin(algorithm: number): number;
  hash_stream_update(job: number, state: number, data: number, length: number): number;
  hash_stream_finish(state: number, out: number): number;
  hash_stream_abort(state: number): void;
  outrigger_answer_ptr(): number;
  outrigger_answer_free(): void;
  vocabulary_size(compact: number, length: number): number;
  vocabulary_build(compact: number, length: number, out: number, outLength: number): number;
  text_copy(text: number, length: number, out: number): number;
  text_normalize(job: number, form: number, text: number, length: number): number;
  text_tokens(job: number, table: number, tableLength: number, text: number, length: number, ids: number): number;
  text_chunk(
    job: number,
    table: number,
    tableLength: number,
    text: number,
    length: number,
    maxTokens: number,
    overlap: number,
  ): number;
  text_shingles(job: number, text: number, length: number): number;
  dedupe_near(job: number, table: number, count: number, threshold: number): number;
  dedupe_exact(job: number, digests: number, count: number): number;
  rules_build(specification: number, length: number): number;
  rules_free(handle: number): void;
  rules_names(handle: number): number;
  rules_memory(handle: number): number;
  text_cuts(job: number, rules: number, text: number, length: number, target: number): number;
  text_scan(
    job: number,
    rules: number,
    text: number,
    length: number,
    start: number,
    end: number,
    limit: number,
    utf16: number,
  ): number;
  text_stitch(
    job: number,
    rules: number,
    text: number,
    length: number,
    windows: number,
    count: number,
    limit: number,
    utf16: number,
  ): number;
  text_redact(
    job: number,
    rules: number,
    text: number,
    length: number,
    replacement: number,
    replacementLength: number,
    limit: number,
    changed: number,
  ): number;
  text_replace(
    job: number,
    rules: number,
    text: number,
    length: number,
    found: number,
    bytes: number,
    replacement: number,
    replacementLength: number,
    changed: number,
  ): number;
  prompt_prepare(
    job: number,
    form: number,
    rules: number,
    replacement: number,
    replacementLength: number,
    table: number,
    tableLength: number,
    maxTokens: number,
    shingles: number,
    digest: number,
    changed: number,
    text: number,
    length: number,
  ): number;
}

/** What an entry answered, in its slab's heap: to be copied before the next entry is called, then freed. */
export interface KernelAnswer {
  readonly address: number;
  readonly length: number;
  /** Numbers of the entry's own. */
  readonly values: readonly [number, number, number, number];
}

/**
 * What lies in the red zone under the stack, every so many bytes and densest next to the stack. The guard page below it
 * makes a trap of a load or store, but V8 copies and fills memory (`memory.copy`) by a C function, whose fault ends the
 * process: so a stack that ran over a little is to be found before it reaches the guard.
 */
const CANARY = 0x5ca1ab1e;
const CANARY_STRIDE_BYTES = 4096;
const CANARY_DENSE_WORDS = 4;

function canaryPlaces(slab: Slab): Uint32Array {
  const places: number[] = [];
  const end = slab.redZone + PAGE;
  for (let at = slab.redZone; at < end; at += CANARY_STRIDE_BYTES) places.push(at);
  for (let word = 1; word <= CANARY_DENSE_WORDS; word++) places.push(end - word * 4);
  return Uint32Array.from(places, (address) => address / 4);
}

export class Kernel {
  private readonly module: WebAssembly.Module;
  private readonly share: ArenaShare;
  private readonly slab: Slab;
  private readonly words: Uint32Array;
  /** Indices of the canaries in `words`. */
  private readonly canaries: Uint32Array;
  private current: KernelExports;
  private panicAddress = 0;
  private answerAt = 0;
  private rebuilds = 0;

  constructor(module: WebAssembly.Module, share: ArenaShare, slab: Slab) {
    this.module = module;
    this.share = share;
    this.slab = slab;
    this.words = new Uint32Array(share.memory.buffer);
    this.canaries = canaryPlaces(slab);
    this.current = this.instantiate();
  }

  /** The entries of the instance in use. */
  get entries(): KernelExports {
    return this.current;
  }

  /** Changes when the slab is made anew: what was allocated in it before is gone. */
  get generation(): number {
    return this.rebuilds;
  }

  /** Throws the instance and its slab away and makes both anew: 24–170 µs. */
  rebuild(): void {
    this.rebuilds++;
    this.current = this.instantiate();
  }

  /** Arena address of what the last entry answered, as u32s: address and length of its bytes, then the entry's own four numbers. */
  get answerAddress(): number {
    return this.answerAt;
  }

  /** What the last entry answered. */
  answer(): KernelAnswer {
    const { words } = this;
    const at = this.answerAt / 4;
    const [a = 0, b = 0, c = 0, d = 0] = [words[at + 2], words[at + 3], words[at + 4], words[at + 5]];
    return { address: words[at] ?? 0, length: words[at + 1] ?? 0, values: [a, b, c, d] };
  }

  /** What the last panic in this slab said, or undefined when the trap was no panic (out of bounds, stack overflow). */
  panicMessage(): string | undefined {
    const view = new DataView(this.share.memory.buffer);
    const length = view.getUint32(this.panicAddress, true);
    if (length === 0 || length > 508) return undefined;
    const bytes = new Uint8Array(this.share.memory.buffer, this.panicAddress + 4, length);
    return Buffer.from(bytes.slice()).toString();
  }

  /** Whether the stack has run over its end. */
  get stackOverran(): boolean {
    for (const place of this.canaries) if (this.words[place] !== CANARY) return true;
    return false;
  }

  private instantiate(): KernelExports {
    const { memory } = this.share;
    const instance = new WebAssembly.Instance(this.module, { env: { memory } });
    const exports = instance.exports as unknown as KernelExports;
    if (exports.__heap_base.value > STATICS_BYTES) throw new Error('the kernel has more statics than the arena keeps');
    if (exports.__tls_size.value > this.slab.heap - this.slab.tls) throw new Error('the kernel has too much TLS');
    for (const place of this.canaries) this.words[place] = CANARY;
    exports.__stack_pointer.value = this.slab.stackTop;
    exports.__wasm_init_tls(this.slab.tls);
    const version = exports.outrigger_abi_version();
    if (version !== ABI_VERSION) throw new Error(`the kernel speaks ABI ${version}, this host ${ABI_VERSION}`);
    exports.outrigger_slab_init(this.slab.heap, this.slab.heapEnd);
    // Wasm's i32 comes as a signed number: a slab may lie above 2 GiB.
    this.panicAddress = exports.outrigger_panic_ptr() >>> 0;
    this.answerAt = exports.outrigger_answer_ptr() >>> 0;
    return exports;
  }
}
