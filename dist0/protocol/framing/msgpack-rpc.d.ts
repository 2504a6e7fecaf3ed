/**
 * MessagePack-RPC framing: frames are MessagePack arrays, one after another, and a scan of the bytes finds where each ends.
 * A frame past a limit is walked to its end and refused by its id; what can't be walked ends the connection.
 */
import { Buffer } from 'node:buffer';
import { type Allocate, type FrameBounds, type Framing, type FramingSink } from './frame.ts';
export declare function beginsWithArray(byte: number | undefined): boolean;
/** The id of a request frame by its first bytes, or null where it is no request or has no id that is an integer. */
export declare function requestId(head: Buffer): number | null;
export declare class MessagePackRpcFraming implements Framing {
    #private;
    constructor(sink: FramingSink, bounds: FrameBounds, allocate: Allocate);
    /** Only the payload that must follow is read directly, so a read never takes bytes of the next frame along. */
    get target(): Buffer | null;
    push(chunk: Buffer): void;
    advance(n: number): void;
    end(): void;
    close(): void;
}
