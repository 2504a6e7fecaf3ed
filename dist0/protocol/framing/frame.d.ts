/**
 * What a framing takes and gives: chunks of a byte stream in, whole frames or refusals out. Types, and the view of a
 * frame that lies whole in a chunk. Nothing here knows a socket, a message or a method.
 */
import { Buffer } from 'node:buffer';
import type { ProtocolError } from '../errors.ts';
import type { Limits } from '../limits.ts';
/** The limits that are checked on bytes, before anything is decoded or allocated for them. */
export type FrameBounds = Pick<Limits, 'frameBytes' | 'headerBytes' | 'depth' | 'elements' | 'containers'>;
/** Memory that a frame lies in. What `retain()` holds is given back by one `release()` each. */
export interface FrameMemory {
    readonly bytes: Uint8Array;
    /** False where the bytes lie in the reader's own buffer: use or copy them before the sink returns. */
    readonly retainable: boolean;
    retain(): void;
    release(): void;
}
/** Gives memory of exactly `size` bytes, held once for the framing. */
export type Allocate = (size: number) => FrameMemory;
export interface FrameBody extends FrameMemory {
    readonly bytes: Buffer;
}
export interface Frame {
    readonly body: FrameBody;
    /** How the body is written. */
    readonly codec: 'json' | 'msgpack';
    /** The media type that the header named, for a MessagePack body in a Content-Length frame. */
    readonly contentType: string | undefined;
    /** What a scan of the body found (`SCAN_*` of msgpack-scan.ts), or undefined where none ran yet. */
    readonly scanned: number | undefined;
}
/** A frame that isn't given on. Without an `error` nothing is answered; the reason goes to the log. */
export interface Refusal {
    readonly error: ProtocolError | undefined;
    /** The request's id, as far as it is known. */
    readonly id: string | number | null;
    /** The framing is lost, or the limit forbids to go on: the connection must end. */
    readonly ends: boolean;
    readonly reason: string;
}
/** Called while `push` or `advance` runs, in the order of the stream. */
export interface FramingSink {
    frame(frame: Frame): void;
    refuse(refusal: Refusal): void;
}
/** An incremental reader of frames. It may be given the stream in any pieces: the same frames come out. */
export interface Framing {
    /** Where the next bytes should be read to directly, or null: then they come by `push`. */
    readonly target: Buffer | null;
    /** Takes the next bytes of the stream; the chunk is not used after it returned. */
    push(chunk: Buffer): void;
    /** `n` bytes of the stream were read into `target`. */
    advance(n: number): void;
    /** The stream ended. A frame that it cut off is dropped. */
    end(): void;
    /** Gives up: memory is released, and whatever comes is ignored. */
    close(): void;
}
/** A frame that lies whole in a chunk: a view, good until the sink returns. */
export declare class ChunkBody implements FrameBody {
    readonly bytes: Buffer;
    readonly retainable = false;
    constructor(bytes: Buffer);
    retain(): void;
    release(): void;
}
/** The same bytes as a Buffer, without copying. */
export declare function asBuffer(bytes: Uint8Array): Buffer;
/** Ordinary memory: for JSON, whose values never are views of the frame. */
export declare function allocateOrdinary(size: number): FrameMemory;
