/**
 * One instance of the kernel on one slab, with typed entries of the C ABI (docs/KERNEL-ABI.md). Addresses and lengths
 * are bytes in the arena. A trapped instance must be thrown away: `rebuild()` makes a new one on the same slab.
 */
import type { ArenaShare } from '../arena/arena.ts';
import { type Slab } from '../arena/layout.ts';
/** The version of the ABI in docs/KERNEL-ABI.md that this host speaks. */
export declare const ABI_VERSION = 1;
/** Status codes of the entries; the control block's Failure table begins with them. */
export declare const KernelStatus: {
    readonly ok: 0;
    readonly cancelled: 1;
    readonly badRange: 2;
    readonly badArgument: 3;
    readonly outOfMemory: 4;
    /** A text that is no UTF-8. */
    readonly notText: 5;
    /** More matches than the limit. */
    readonly tooMany: 6;
    /** A chunk size that a single character's tokens don't fit. */
    readonly tooSmall: 7;
};
export declare const ALGORITHM_IDS: {
    readonly sha256: 1;
    readonly blake3: 2;
};
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
    text_normalize(job: number, form: number, text: number, length: number): number;
    text_tokens(job: number, table: number, tableLength: number, text: number, length: number, ids: number): number;
    text_chunk(job: number, table: number, tableLength: number, text: number, length: number, maxTokens: number, overlap: number): number;
    text_shingles(job: number, text: number, length: number): number;
    dedupe_near(job: number, table: number, count: number, threshold: number): number;
    dedupe_exact(job: number, digests: number, count: number): number;
    rules_build(specification: number, length: number): number;
    rules_free(handle: number): void;
    rules_names(handle: number): number;
    rules_memory(handle: number): number;
    text_cuts(job: number, rules: number, text: number, length: number, target: number): number;
    text_scan(job: number, rules: number, text: number, length: number, start: number, end: number, limit: number, utf16: number): number;
    text_stitch(job: number, rules: number, text: number, length: number, windows: number, count: number, limit: number, utf16: number): number;
    text_redact(job: number, rules: number, text: number, length: number, matches: number, matchesLength: number, replacement: number, replacementLength: number, limit: number): number;
    prompt_prepare(job: number, form: number, rules: number, replacement: number, replacementLength: number, table: number, tableLength: number, maxTokens: number, shingles: number, digest: number, text: number, length: number): number;
}
/** What an entry answered, in its slab's heap: to be copied before the next entry is called, then freed. */
export interface KernelAnswer {
    readonly address: number;
    readonly length: number;
    /** Numbers of the entry's own. */
    readonly values: readonly [number, number, number, number];
}
export declare class Kernel {
    private readonly module;
    private readonly share;
    private readonly slab;
    private readonly words;
    /** Indices of the canaries in `words`. */
    private readonly canaries;
    private current;
    private panicAddress;
    private answerAt;
    private rebuilds;
    constructor(module: WebAssembly.Module, share: ArenaShare, slab: Slab);
    /** The entries of the instance in use. */
    get entries(): KernelExports;
    /** Changes when the slab is made anew: what was allocated in it before is gone. */
    get generation(): number;
    /** Throws the instance and its slab away and makes both anew: 24–170 µs. */
    rebuild(): void;
    /** Arena address of what the last entry answered, as u32s: address and length of its bytes, then the entry's own four numbers. */
    get answerAddress(): number;
    /** What the last entry answered. */
    answer(): KernelAnswer;
    /** What the last panic in this slab said, or undefined when the trap was no panic (out of bounds, stack overflow). */
    panicMessage(): string | undefined;
    /** Whether the stack has run over its end. */
    get stackOverran(): boolean;
    private instantiate;
}
export {};
