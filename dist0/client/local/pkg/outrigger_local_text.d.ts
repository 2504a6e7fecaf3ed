/* tslint:disable */
/* eslint-disable */

/**
 * Texts to be compared by their word 5-shingles. The caller frees them.
 */
export class AlikeTexts {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Adds the next text.
     *
     * # Errors
     * `text`, `memory`.
     */
    add(text: Uint8Array | number[]): void;
    /**
     * For each text the smallest index of its group.
     *
     * # Errors
     * `memory`.
     */
    firsts(): Uint32Array;
    /**
     * None yet. `threshold`: the Jaccard similarity from which two are alike, above 0 and up to 1.
     */
    constructor(threshold: number);
}

/**
 * Texts to be compared by their bytes. The caller frees them.
 */
export class ExactTexts {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Adds the next text.
     *
     * # Errors
     * None: like that of [`AlikeTexts`].
     */
    add(text: Uint8Array | number[]): void;
    /**
     * For each text the index of the first that is the same.
     *
     * # Errors
     * `memory`.
     */
    firsts(): Uint32Array;
    /**
     * None yet.
     */
    constructor();
}

/**
 * A redacted text. The caller frees it.
 */
export class Redaction {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Each rule that named a replacement, and how many it named.
     */
    counts(): Uint32Array;
    /**
     * Its UTF-8.
     */
    text(): Uint8Array;
}

/**
 * A compiled ruleset.
 */
export class Rules {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The ids in the order of the rules' numbers.
     */
    names(): string[];
    /**
     * `packs`: 1 is secrets, 2 is pii, added. The rules' fields are lists of one length.
     *
     * # Errors
     * `rule`, then the id of the rule at fault and what is wrong with it, with NULs between.
     */
    constructor(packs: number, ids: string[], patterns: string[], flags: string[]);
    /**
     * The text without what the rules find in it.
     *
     * # Errors
     * `text`, `many` beyond `limit` matches, `memory`.
     */
    redact(text: Uint8Array | number[], replacement: string, limit: number): Redaction;
    /**
     * Rule, start and end of each match, in bytes or UTF-16 units.
     *
     * # Errors
     * `many` beyond `limit` matches, `memory`.
     */
    scan(text: Uint8Array | number[], utf16: boolean, limit: number): Uint32Array;
}

/**
 * The normal form of a text (1 to 4: NFC, NFD, NFKC, NFKD), or nothing where it is normal already.
 *
 * # Errors
 * `text`, `memory`.
 */
export function normalize(form: number, text: Uint8Array | number[]): Uint8Array | undefined;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_aliketexts_free: (a: number, b: number) => void;
    readonly __wbg_exacttexts_free: (a: number, b: number) => void;
    readonly __wbg_redaction_free: (a: number, b: number) => void;
    readonly __wbg_rules_free: (a: number, b: number) => void;
    readonly aliketexts_add: (a: number, b: number, c: number) => [number, number];
    readonly aliketexts_firsts: (a: number) => [number, number, number, number];
    readonly aliketexts_new: (a: number) => number;
    readonly exacttexts_add: (a: number, b: number, c: number) => [number, number];
    readonly exacttexts_firsts: (a: number) => [number, number, number, number];
    readonly exacttexts_new: () => number;
    readonly normalize: (a: number, b: number, c: number) => [number, number, number, number];
    readonly redaction_counts: (a: number) => [number, number];
    readonly redaction_text: (a: number) => [number, number];
    readonly rules_names: (a: number) => [number, number];
    readonly rules_new: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => [number, number, number];
    readonly rules_redact: (a: number, b: number, c: number, d: number, e: number, f: number) => [number, number, number];
    readonly rules_scan: (a: number, b: number, c: number, d: number, e: number) => [number, number, number, number];
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __externref_drop_slice: (a: number, b: number) => void;
    readonly __externref_table_alloc: () => number;
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
