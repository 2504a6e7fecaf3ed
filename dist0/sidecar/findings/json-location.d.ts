/** Where a value stands in a JSON text. Pure; the text is JSON already, or nothing better than its beginning is answered. */
/** `[start, end)` in UTF-16 units of the value at `path`, or of the deepest value that holds it. */
export declare function locateJson(text: string, path: readonly (string | number)[]): [number, number];
