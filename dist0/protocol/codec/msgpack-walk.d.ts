/**
 * The slow path for MessagePack that a decoder must not see (text that is no UTF-8, extensions, `__proto__`): names the field
 * at fault, and still finds the message's id, so that one bad value costs one error and not the connection.
 * Runs only on bytes that the scan has walked: they are complete, and within the bound of depth.
 */
import { type Buffer } from 'node:buffer';
import type { FrameBounds } from '../framing/frame.ts';
/** Where a value lies. */
export interface Span {
    readonly start: number;
    readonly end: number;
}
/** What is wrong, and where, from the value that was searched. */
export interface Fault {
    readonly path: readonly (string | number)[];
    readonly expected: string;
}
export declare class MessagePackWalk {
    #private;
    constructor(bytes: Buffer, bounds: FrameBounds);
    isMap(start: number): boolean;
    isArray(start: number): boolean;
    /** The elements of an array, or of a map key, value, key, value; none of anything else. */
    children(start: number): Generator<Span, void>;
    /** The members of a map whose keys are text. */
    members(start: number): Generator<[string, Span], void>;
    /** The text of a `str` that is UTF-8; undefined for anything else. */
    text(start: number): string | undefined;
    /** What SCAN_* flags the value at `start` has by itself. */
    flags(start: number): number;
    /** The first fault in the value at `start`, found in one pass over its bytes. */
    fault(start: number): Fault | undefined;
}
