/**
 * All connections of the sidecar, whatever door they came in by: numbers them, bounds them, and ends them together. Owns no
 * socket: doors hand it their streams.
 */
import { Buffer } from 'node:buffer';
import type { Writable } from 'node:stream';
import type { Limits } from '../../protocol/limits.ts';
import type { Dispatcher } from '../dispatch/call.ts';
import type { Log } from '../log/log.ts';
import { Channel } from './channel.ts';
export interface ServerOptions {
    readonly dispatcher: Dispatcher;
    readonly limits: Limits;
    readonly log: Log;
}
/** What the owner of a channel wants to hear of it. */
export interface ChannelEvents {
    /** The client said `exit`. */
    exited?(code: 0 | 1): void;
    /** The client named its process. */
    watch?(processId: number): void;
    closed?(): void;
}
export declare class Server {
    #private;
    readonly readBuffer: Buffer;
    constructor(options: ServerOptions);
    /** Whether one more connection is within the limit. */
    get hasRoom(): boolean;
    /** Opens a channel whose replies go to `stream`. The caller reads for it and tells it when the stream is closed. */
    open(door: string, stream: Writable, events?: ChannelEvents): Channel;
    /** Answers what is in flight and ends every connection; after `graceMs` those that still aren't done are cut. */
    drain(graceMs: number): Promise<void>;
    /** Ends every connection at once. */
    destroy(): void;
}
