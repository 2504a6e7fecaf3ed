/** The reader of stdout went away (`outrigger hash … | head -1`): nothing is left to do. */
export declare class OutputClosed extends Error {
}
/** Whether `stream` takes colours: a terminal, unless NO_COLOR is set (no-color.org) or it can't show them. */
export declare function coloured(stream: {
    isTTY?: boolean | undefined;
}, env?: NodeJS.ProcessEnv): boolean;
export type Paint = (style: 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan', text: string) => string;
export declare function painter(colour: boolean): Paint;
export declare class Terminal {
    #private;
    /** For stdout. */
    readonly paint: Paint;
    /** Bytes for stdout. */
    write(bytes: Uint8Array): void;
    /** A line for stdout; names in it may hold escaped bytes. */
    print(line: string): void;
    json(value: unknown): void;
    /** A line for stderr. */
    complain(line: string): void;
    flush(): void;
    /** Shows `text` (one line) and, where it is known, how much is done (0 to 1), on a terminal's stderr. */
    progress(fraction: number | undefined, text: string): void;
    endProgress(): void;
}
/** `[████░░░░]  50 %  text`, or `text` alone, within `columns`. Pure. */
export declare function drawBar(fraction: number | undefined, text: string, columns: number): string;
