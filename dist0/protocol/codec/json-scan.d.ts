/**
 * Walks JSON bytes before they are parsed: bounds what a parser would allocate for them, and finds the id of a message that
 * passes a bound. Judges no grammar: what is no JSON is JSON.parse's to say.
 */
import type { Buffer } from 'node:buffer';
import { type ProtocolError } from '../errors.ts';
import type { FrameBounds } from '../framing/frame.ts';
import { type MessageId } from './incoming.ts';
/** The first limit that a JSON text passes, or undefined. */
export declare function judgeJson(bytes: Buffer, bounds: FrameBounds): ProtocolError | undefined;
/** The `id` of a message that isn't parsed because it passes a limit; null where it has none, or is a batch. */
export declare function skimJsonId(bytes: Buffer): MessageId | null;
