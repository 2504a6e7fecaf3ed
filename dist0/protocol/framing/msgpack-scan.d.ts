/**
 * One resumable walk over MessagePack bytes: finds where a value ends, and counts what a decoder would allocate for. It
 * keeps no bytes and decodes nothing, so that a frame that passes a limit costs no more than its bytes.
 * Format: the MessagePack specification, "Formats".
 */
import { type Buffer } from 'node:buffer';
import { type ProtocolError } from '../errors.ts';
import type { FrameBounds } from './frame.ts';
/** A `str` that is no UTF-8: a decoder would replace its bytes silently. */
export declare const SCAN_BAD_TEXT = 1;
/** An extension type: msgpackr obeys some of them, whatever its options. */
export declare const SCAN_EXTENSION = 2;
/** A `str` `__proto__`, perhaps a key: msgpackr renames it silently. */
export declare const SCAN_PROTO = 4;
/** A `str` that lay in two chunks and was not checked: scan the whole frame again. */
export declare const SCAN_UNCHECKED = 8;
/** What a walk came to: more bytes are needed, a value is complete, 0xc1 was met, or a length is over the bound. */
export type ScanState = 'more' | 'done' | 'lost' | 'over';
export declare class MessagePackScan {
    #private;
    constructor(bounds: FrameBounds);
    get flags(): number;
    /** The first limit that the frame passes. The walk goes on to the frame's end all the same. */
    get refusal(): ProtocolError | undefined;
    /** Payload bytes of the value under way that must follow, whatever they are. */
    get skip(): number;
    /** The least that the whole frame can be, in bytes, by what was walked. */
    get atLeast(): number;
    reset(): void;
    /** `n` bytes of the payload under way were read elsewhere. */
    skipped(n: number): ScanState;
    /** Where `run` stopped. */
    position: number;
    /** Walks `bytes` from `start` to `end`, or to the frame's end: `position` is where it stopped. */
    run(bytes: Buffer, start: number, end: number): ScanState;
}
