/**
 * Messages to bytes. A wire is one way to write a message: the dialect, codec and media type of the request that it
 * answers. Bodies are made first and framed after, so that a batch can gather bodies into one.
 */
import { Buffer } from 'node:buffer';
import type { ErrorObject } from '../errors.ts';
import type { MessageId } from './incoming.ts';
/** A message that is encoded, not yet framed: JSON as text, MessagePack as bytes. */
export type Body = string | Buffer;
/** Part of a framed message, with its size in bytes. */
export interface Piece {
    readonly data: string | Buffer;
    readonly bytes: number;
}
export interface Wire {
    readonly codec: 'json' | 'msgpack';
    result(id: MessageId, result: unknown): Body;
    error(id: MessageId | null, error: ErrorObject): Body;
    notification(method: string, params: unknown): Body;
    /** Replies to a batch, in one body. */
    batch(bodies: readonly Body[]): Body;
    /** The message as it goes out: pieces that belong together. */
    frame(body: Body): Piece[];
}
export declare const lineWire: Wire;
export declare const headerJsonWire: Wire;
export declare const rpcWire: Wire;
export declare const structuredRpcWire: Wire;
/** Content-Length frames of MessagePack, with the Content-Type that the request named, or none. */
export declare function headerMessagePackWire(mediaType: string | undefined): Wire;
