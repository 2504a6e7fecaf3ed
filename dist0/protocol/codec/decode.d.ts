import type { Frame, FrameBounds } from '../framing/frame.ts';
import { type Incoming } from './incoming.ts';
/** An array is a batch. */
export type Decoded = Incoming | readonly Incoming[];
/**
 * The message or messages of a frame. `rpc` says that it came by the MessagePack-RPC framing, which has scanned it.
 */
export declare function decodeFrame(frame: Frame, rpc: boolean, bounds: FrameBounds): Decoded;
