/**
 * The last lines that a child wrote to stderr, bounded, for the error that tells of its end. The pipe is always read:
 * an unread one would fill and stop a child that logs synchronously. Never prints anything itself.
 */
export declare class StderrTail {
    #private;
    push(chunk: string): void;
    /** Oldest first; a last line without its newline included. */
    get lines(): string[];
}
