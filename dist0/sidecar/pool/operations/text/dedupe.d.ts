/** `text/dedupe`: signatures a text, then the grouping of all in one shard. */
import type { Operation } from '../../operation.ts';
declare const SHINGLE_FIELDS: readonly ["texts", "bounds", "mapped", "entries", "pool", "poolBytes"];
export declare const shingleTexts: Operation<(typeof SHINGLE_FIELDS)[number]>;
declare const GROUP_FIELDS: readonly ["entries", "pool", "poolBytes", "table", "count", "threshold"];
export declare const groupTexts: Operation<(typeof GROUP_FIELDS)[number]>;
export {};
