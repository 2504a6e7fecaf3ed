/** The parameters that are sources, or lists of them (PROTOCOL.md). */
export declare const SOURCE_FIELDS: ReadonlySet<string>;
/** Whether a parameter is such a text, or has one in its list. */
export declare function holdsLongText(params: Record<string, unknown>): boolean;
/** MessagePack of texts that are well-formed, one after another: long ones as `bin`, others as `str`, in one piece of memory. */
export declare function textBytes(texts: readonly string[]): Buffer;
