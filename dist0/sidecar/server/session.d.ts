import { type Body, type Wire } from '../../protocol/codec/outgoing.ts';
import type { Dialect } from '../../protocol/framing/dialect.ts';
import type { Frame, FramingSink, Refusal } from '../../protocol/framing/frame.ts';
import type { Limits } from '../../protocol/limits.ts';
import type { Connection, Dispatcher, Parcel } from '../dispatch/call.ts';
import type { Log } from '../log/log.ts';
/** What a session needs of the connection that it speaks on. */
export interface SessionHost {
    readonly dispatcher: Dispatcher;
    readonly connection: Connection;
    readonly limits: Limits;
    readonly log: Log;
    /** Whether messages can carry file descriptors here: it is a Unix socket. */
    readonly passesDescriptors: boolean;
    /** The parcel leaves with the message's first byte, and is closed in any case. */
    send(wire: Wire, body: Body, parcel?: Parcel): void;
    /** Sends what is queued, then ends the connection. */
    finish(): void;
    /** The client said `exit`; the connection is to end. */
    exit(code: 0 | 1): void;
    /** The client's process, whose end is the client's end. */
    watch(processId: number): void;
}
export declare class Session implements FramingSink {
    #private;
    constructor(host: SessionHost, dialect: Dialect);
    /** Bytes of replies that wait in batches for others. */
    get heldBytes(): number;
    frame(frame: Frame): void;
    refuse(refusal: Refusal): void;
    /** The client sends no more. The newline dialect answers what it accepted; the others end. */
    inputEnded(): void;
    /** Takes nothing more, answers what is in flight, then ends. */
    drain(): void;
    /** The connection is gone: work on it is cancelled, and what still settles is dropped. */
    close(): void;
}
