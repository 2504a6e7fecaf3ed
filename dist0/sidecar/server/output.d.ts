import type { Writable } from 'node:stream';
import type { Piece } from '../../protocol/codec/outgoing.ts';
import type { Limits } from '../../protocol/limits.ts';
import type { Parcel } from '../dispatch/call.ts';
export type OutputLimits = Pick<Limits, 'outputBytes' | 'outputStalledBytes' | 'outputStalledMs'>;
export declare class Output {
    #private;
    constructor(stream: Writable, limits: OutputLimits, onCut: (reason: string) => void);
    /** Bytes that were sent and that the kernel hasn't taken. */
    get unreadBytes(): number;
    /**
     * Sends a message; it leaves with the others of this tick, or of the read that is being handled. A parcel is closed
     * once it was sent or can't be.
     */
    send(pieces: readonly Piece[], parcel?: Parcel): void;
    /** Holds writes back while a read is handled, so that the replies to pipelined requests leave together. */
    cork(): void;
    uncork(): void;
    /** Ends the stream once everything is written. A client that takes nothing for a while is cut off. */
    end(): void;
    /** The stream is gone: what is queued is dropped. */
    close(): void;
}
