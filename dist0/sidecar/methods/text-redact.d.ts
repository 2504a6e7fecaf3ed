import type { CallScope, Handler } from './handler.ts';
/** Lays a string where workers read it. */
export declare function layText(text: string, { inputs, arena }: CallScope): {
    address: number;
    length: number;
};
/** Adds the pairs of u32 (rule, count) that lie behind a redacted text to counts by rule id. */
export declare function addCounts(counts: Record<string, number>, names: readonly string[], pairs: {
    address: number;
    count: number;
}, { arena }: CallScope): void;
export declare const redactHandler: Handler<'text/redact'>;
