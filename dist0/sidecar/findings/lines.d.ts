/**
 * Where a finding is, in lines and columns: what `outrigger scan` prints and the language server sends. Pure. Offsets are
 * UTF-16 units of a JavaScript string, as `text/scan` gives them with `encoding: 'utf-16'`; it must never read a file.
 */
/** Zero-based; `character` counts UTF-16 units from the line's start, whatever it holds (a tab is one). */
export interface Position {
    line: number;
    character: number;
}
/** The lines of a text as editors count them: ended by `\n`, `\r\n` or a lone `\r`. */
export declare class Lines {
    #private;
    readonly text: string;
    constructor(text: string, starts?: Uint32Array<ArrayBufferLike>);
    /**
     * The lines of the text in which `[start, end)` is replaced. Only the lines that the edit touches are searched for ends:
     * a keystroke in 1 MB costs the copying of the other lines' offsets, and not a search of the text.
     */
    replaced(start: number, end: number, replacement: string): Lines;
    get count(): number;
    /** The line that holds `offset`, which is taken into the text's bounds. Binary search: O(log lines). */
    lineAt(offset: number): number;
    positionAt(offset: number): Position;
    /** Offset of the line's first unit; the text's end for a line behind the last. */
    startOf(line: number): number;
    /** Offset of the line's end, before its terminator. */
    endOf(line: number): number;
    /** The line without its terminator. */
    textOf(line: number): string;
    /** One-based line and column in code points, for people: an emoji is one column. */
    forPeople(offset: number): {
        line: number;
        column: number;
    };
}
