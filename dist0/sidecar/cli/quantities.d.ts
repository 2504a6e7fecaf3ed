/** Quantities in words for people: bytes, durations, counts. Pure; JSON output never goes through it. */
/** 1536 → `1.5 KiB`. */
export declare function bytesInWords(bytes: number): string;
/** 3_723_000 → `1 h 2 min`. */
export declare function durationInWords(ms: number): string;
/** 163840 → `163,840`. */
export declare function countInWords(count: number): string;
/** `1 worker`, `2 workers`. */
export declare function plural(count: number, one: string, many?: string): string;
/** Rows as columns, two spaces between; the last column is not padded. */
export declare function columns(rows: readonly (readonly string[])[]): string[];
