export interface LineStyle {
    /** The algorithm's name in a `--tag` line: SHA256. */
    tagName: string;
    tag: boolean;
    /** `*` before the name instead of a second space. It changes nothing else on POSIX. */
    binary: boolean;
    /** NUL ends the line, and names are not escaped. */
    zero: boolean;
}
export declare function escapeName(name: string): string;
/** The line for a digest, in the bytes that the name is made of. */
export declare function formatLine(digest: string, name: string, style: LineStyle): Buffer;
export interface SumLine {
    /** Lower-case hex. */
    digest: string;
    name: string;
}
/**
 * Reads the lines of one checksum file. It has a memory: the form of old BSD tools (`digest name`) and the usual one
 * (`digest  name`) must not be mixed, or a name with a leading space could pass for another file.
 */
export declare class LineReader {
    #private;
    constructor(tagName: string);
    /** The digest and name of a line without its line end; undefined where it is improperly formatted. */
    parse(line: string): SumLine | undefined;
}
/** The lines of a checksum file with their numbers (from 1), without comments, empty lines and line ends. */
export declare function checksumLines(file: Uint8Array): Generator<{
    number: number;
    text: string;
}>;
