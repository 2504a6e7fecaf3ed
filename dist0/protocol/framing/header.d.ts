/**
 * The header of a Content-Length frame (LSP base protocol, "Header Part"): reading it by strict rules, writing it as
 * the strictest foreign readers want it. Never guesses a length: what is repeated, missing or not decimal is an error.
 */
import type { Buffer } from 'node:buffer';
export interface Header {
    /** Bytes of the body. */
    readonly length: number;
    /** The media type of Content-Type, in lower case and without parameters. */
    readonly mediaType: string | undefined;
}
export declare function isMessagePackType(mediaType: string | undefined): boolean;
/**
 * Reads header lines, which lie in `bytes` from `start` to `end` without the empty line that closes them.
 * Returns the header, or why it is none.
 */
export declare function readHeader(bytes: Buffer, start: number, end: number): Header | string;
/**
 * Content-Length first and in this case, 100 bytes at most, no Content-Type for JSON: pylsp-jsonrpc and jsonrpc.el
 * read no more. A MessagePack reply names the media type that its request named.
 */
export declare function writeHeader(length: number, mediaType: string | undefined): string;
