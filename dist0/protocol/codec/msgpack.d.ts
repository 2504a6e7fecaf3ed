/**
 * MessagePack values to bytes and back, by msgpackr with the options that keep it to the specification. Bytes must have
 * passed the scan before they are decoded; `bin` values are views of them, without a copy.
 */
import type { Buffer } from 'node:buffer';
/** One MessagePack value. Numbers above 2^53 come as BigInt. Throws for a map whose keys are no names. */
export declare function decodeMessagePack(bytes: Buffer): unknown;
/** The bytes of one value: a fresh buffer. Fields that are undefined are left out; a Uint8Array becomes `bin`. */
export declare function encodeMessagePack(value: unknown): Buffer;
