/** The bytes of a name as a string that `encodeName` turns back into exactly these bytes. */
export declare function decodeName(bytes: Uint8Array): string;
/** The byte that a character of a decoded name stands for, or undefined for a character that is itself. */
export declare function escapedByte(character: string): number | undefined;
/** The bytes of a decoded name. */
export declare function encodeName(name: string): Buffer;
/** A name as a call carries it: text where it is UTF-8, else its bytes. */
export declare function wireName(name: string): string | Uint8Array;
/** A name in JSON output: text where it is UTF-8, else `{base64}`, as the protocol writes bytes. */
export declare function jsonName(name: string): string | {
    base64: string;
};
