/** `value` with `leaf` applied to its numbers, BigInts and byte arrays. The input is not changed. */
export declare function rewrite(value: unknown, leaf: (value: unknown) => unknown): unknown;
/** The JSON text of a value; `null` for undefined. */
export declare function encodeJson(value: unknown): string;
