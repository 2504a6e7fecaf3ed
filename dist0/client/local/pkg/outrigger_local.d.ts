/* tslint:disable */
/* eslint-disable */

/**
 * One message that comes in pieces.
 */
export class Digester {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The digest of all that was absorbed: 32 bytes. The caller frees the digester.
     */
    finish(): Uint8Array;
    /**
     * # Errors
     * An unknown algorithm.
     */
    constructor(algorithm_number: number);
    /**
     * Absorbs the next piece.
     */
    update(piece: Uint8Array | number[]): void;
}

/**
 * Digests of the messages that lie one after another in `data`, 32 bytes each.
 *
 * # Errors
 * An unknown algorithm, or lengths that don't sum to the data's.
 */
export function hash_messages(algorithm_number: number, data: Uint8Array | number[], lengths: Uint32Array | number[]): Uint8Array;

/**
 * Digests of `data.len() / record_size` records, 32 bytes each. `algorithm`: 1 is SHA-256, 2 is BLAKE3.
 *
 * # Errors
 * An unknown algorithm, or a length that is no multiple of a positive `record_size`.
 */
export function hash_records(algorithm_number: number, data: Uint8Array | number[], record_size: number): Uint8Array;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_digester_free: (a: number, b: number) => void;
    readonly digester_finish: (a: number) => [number, number];
    readonly digester_new: (a: number) => [number, number, number];
    readonly digester_update: (a: number, b: number, c: number) => void;
    readonly hash_messages: (a: number, b: number, c: number, d: number, e: number) => [number, number, number, number];
    readonly hash_records: (a: number, b: number, c: number, d: number) => [number, number, number, number];
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
