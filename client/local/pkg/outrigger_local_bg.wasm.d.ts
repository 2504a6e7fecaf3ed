/* tslint:disable */
/* eslint-disable */
export const memory: WebAssembly.Memory;
export const __wbg_digester_free: (a: number, b: number) => void;
export const digester_finish: (a: number) => [number, number];
export const digester_new: (a: number) => [number, number, number];
export const digester_update: (a: number, b: number, c: number) => void;
export const hash_messages: (a: number, b: number, c: number, d: number, e: number) => [number, number, number, number];
export const hash_records: (a: number, b: number, c: number, d: number) => [number, number, number, number];
export const __wbindgen_externrefs: WebAssembly.Table;
export const __wbindgen_free: (a: number, b: number, c: number) => void;
export const __externref_table_dealloc: (a: number) => void;
export const __wbindgen_malloc: (a: number, b: number) => number;
export const __wbindgen_start: () => void;
