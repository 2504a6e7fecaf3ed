/** `text/tokens` and `text/chunk`: with a vocabulary's flat table, which all workers read in place. */
import type { Operation } from '../../operation.ts';
declare const TOKEN_FIELDS: readonly ["texts", "bounds", "mapped", "entries", "pool", "poolBytes", "table", "tableBytes", "ids"];
export declare const countTokens: Operation<(typeof TOKEN_FIELDS)[number]>;
declare const CHUNK_FIELDS: readonly ["texts", "bounds", "mapped", "entries", "pool", "poolBytes", "table", "tableBytes", "maxTokens", "overlap"];
export declare const chunkTexts: Operation<(typeof CHUNK_FIELDS)[number]>;
export {};
