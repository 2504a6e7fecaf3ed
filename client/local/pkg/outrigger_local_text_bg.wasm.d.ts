/* tslint:disable */
/* eslint-disable */
export const memory: WebAssembly.Memory;
export const __wbg_aliketexts_free: (a: number, b: number) => void;
export const __wbg_exacttexts_free: (a: number, b: number) => void;
export const __wbg_redaction_free: (a: number, b: number) => void;
export const __wbg_rules_free: (a: number, b: number) => void;
export const aliketexts_add: (a: number, b: number, c: number) => [number, number];
export const aliketexts_firsts: (a: number) => [number, number, number, number];
export const aliketexts_new: (a: number) => number;
export const exacttexts_add: (a: number, b: number, c: number) => [number, number];
export const exacttexts_firsts: (a: number) => [number, number, number, number];
export const exacttexts_new: () => number;
export const normalize: (a: number, b: number, c: number) => [number, number, number, number];
export const redaction_counts: (a: number) => [number, number];
export const redaction_text: (a: number) => [number, number];
export const rules_names: (a: number) => [number, number];
export const rules_new: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => [number, number, number];
export const rules_redact: (a: number, b: number, c: number, d: number, e: number, f: number) => [number, number, number];
export const rules_scan: (a: number, b: number, c: number, d: number, e: number) => [number, number, number, number];
export const __wbindgen_malloc: (a: number, b: number) => number;
export const __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
export const __wbindgen_free: (a: number, b: number, c: number) => void;
export const __wbindgen_externrefs: WebAssembly.Table;
export const __externref_table_dealloc: (a: number) => void;
export const __externref_drop_slice: (a: number, b: number) => void;
export const __externref_table_alloc: () => number;
export const __wbindgen_start: () => void;
