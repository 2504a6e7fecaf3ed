/**
 * One client's connection, put together: bytes go in to the framing of its dialect, messages to its session, replies to its
 * output. A fault of ours while its bytes are handled ends this connection, and no other.
 */
import type { Buffer } from 'node:buffer';
import type { Writable } from 'node:stream';
import type { Body, Wire } from '../../protocol/codec/outgoing.ts';
import type { Limits } from '../../protocol/limits.ts';
import type { Connection, Dispatcher, Parcel } from '../dispatch/call.ts';
import type { Log } from '../log/log.ts';
import { type SessionHost } from './session.ts';
/** What a channel needs of the server that opened it. */
export interface ChannelHost {
    readonly dispatcher: Dispatcher;
    readonly limits: Limits;
    readonly log: Log;
    exited(channel: Channel, code: 0 | 1): void;
    watch(channel: Channel, processId: number): void;
    closed(channel: Channel): void;
}
export declare class Channel implements Connection, SessionHost {
    #private;
    readonly id: number;
    readonly door: string;
    readonly passesDescriptors: boolean;
    constructor(id: number, door: string, stream: Writable, host: ChannelHost);
    get dispatcher(): Dispatcher;
    get limits(): Limits;
    get log(): Log;
    get connection(): Connection;
    get unreadBytes(): number;
    /** Where the next bytes should be read to, or null for the shared read buffer. Holds until the next read. */
    get target(): Buffer | null;
    /** Bytes that were read into a buffer that the next read overwrites. */
    receive(chunk: Buffer): void;
    /** `n` bytes were read into `target`. */
    advance(n: number): void;
    /** The client sends no more. */
    inputEnded(): void;
    /** Takes nothing more, answers what is in flight, then ends. */
    drain(): void;
    send(wire: Wire, body: Body, parcel?: Parcel): void;
    finish(): void;
    exit(code: 0 | 1): void;
    watch(processId: number): void;
    /** Ends the connection at once; what is queued is lost. */
    destroy(): void;
    /** The stream is closed: nothing reads into this channel's memory any more. */
    closed(): void;
}
