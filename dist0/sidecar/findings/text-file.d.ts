/** Past this a file is no text that people edit. */
export declare const TEXT_FILE_BYTES_MAX: number;
export type TextFile = {
    readonly text: string;
} | {
    readonly skipped: 'binary' | 'too large';
};
export declare function textOf(bytes: Buffer): TextFile;
/** Reads a file. Throws what reading throws. */
export declare function readTextFile(path: string | Buffer): Promise<TextFile>;
