/**
 * What a framing takes and gives: chunks of a byte stream in, whole frames or refusals out. Types, and the view of a
 * frame that lies whole in a chunk. Nothing here knows a socket, a message or a method.
 */
import { Buffer } from 'node:buffer';
/** A frame that lies whole in a chunk: a view, good until the sink returns. */
export class ChunkBody {
    bytes;
    retainable = false;
    constructor(bytes) {
        this.bytes = bytes;
    }
    retain() {
        throw new Error('a frame in the read buffer cannot be retained: copy what is needed');
    }
    release() { }
}
/** The same bytes as a Buffer, without copying. */
export function asBuffer(bytes) {
    return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
/** Ordinary memory: for JSON, whose values never are views of the frame. */
export function allocateOrdinary(size) {
    return { bytes: Buffer.allocUnsafeSlow(size), retainable: true, retain() { }, release() { } };
}
