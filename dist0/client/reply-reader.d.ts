export type Incoming = {
    kind: 'reply';
    id: number | null;
    error: unknown;
    result: unknown;
} | {
    kind: 'notification';
    method: string;
    params: unknown;
};
export declare class ReplyReader {
    #private;
    constructor(deliver: (message: Incoming) => void);
    /** Takes the next bytes; returns what is wrong with the stream, which is then to be closed. */
    push(chunk: Uint8Array): string | undefined;
    /** Where the bytes of a large reply that is under way are wanted. */
    get target(): Buffer | null;
    /** So many bytes were read into `target`. */
    advance(bytes: number): string | undefined;
}
