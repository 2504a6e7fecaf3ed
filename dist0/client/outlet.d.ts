/**
 * What a session needs of its connection: types only, so that the session can be driven by a test without a socket.
 * A socket (connect.ts) and a child's pipes (spawn.ts) are the two outlets.
 */
import type { Failure } from './errors.ts';
/** Who takes what comes out of an outlet: the session. */
export interface Receiver {
    /** Whether anything was received yet. */
    readonly answered: boolean;
    /** The next bytes of the stream; they may be overwritten after it returned. */
    receive(chunk: Uint8Array): void;
    /** Where the next bytes are wanted if they can be read there directly; told of by `filled`. */
    room(): Uint8Array | null;
    filled(bytes: number): void;
    /** The connection is over. */
    end(failure: Failure): void;
}
export interface Outlet {
    /** From now on bytes are read, and the connection keeps the process alive only while it is held. */
    attach(receiver: Receiver): void;
    /** The sidecar's process, if it is our child. */
    readonly pid?: number | undefined;
    /** Writes the parts in order as they are: nothing is copied, so the caller's bytes must not change until the answer. */
    write(parts: readonly Uint8Array[]): void;
    /** Whether this connection keeps the process alive. An idle one doesn't: a finished program exits by itself. */
    hold(held: boolean): void;
    /** Our side says no more. */
    end(): void;
    /** Cuts the connection at once; every pending call is rejected with `failure`. */
    destroy(failure: Failure): void;
    /** Resolves when the other side is gone for good; after `graceMs` it is made to go. Never rejects. */
    gone(graceMs: number): Promise<void>;
}
