import type { Terminal } from '../terminal.ts';
export interface InputText {
    /** As it is shown: as it was given, or below what was given; `-` for standard input. */
    readonly name: string;
    readonly text: string;
}
export declare class Inputs {
    #private;
    /** Files that could not be read. */
    failed: number;
    /** Binary and overly large files. */
    skipped: number;
    read: number;
    constructor(terminal: Terminal, noIgnore: boolean);
    /** The texts of operands, in order; folders are walked. */
    texts(operands: readonly string[]): AsyncGenerator<InputText>;
    /** The same in batches. */
    batches(operands: readonly string[]): AsyncGenerator<InputText[]>;
}
/** Works on batches, some at a time, and hands on the results in their order. */
export declare function inOrder<T, R>(batches: AsyncIterable<T>, work: (batch: T) => Promise<R>): AsyncGenerator<R>;
