/**
 * Writes frames to a stream so that all of one turn of the event loop leave in one system call (writev): pipelined calls
 * cost one write, and a large byte array goes out from where it lies. Never copies.
 */
import type { Writable } from 'node:stream';
export declare class GatheringWriter {
    #private;
    constructor(stream: Writable);
    write(parts: readonly Uint8Array[]): void;
}
