/**
 * The line between the server (doors, sessions) and dispatch (methods, admission): types only.
 * The server hands over a request with the memory its bytes lie in; dispatch settles it exactly once.
 * Neither side may reach past these types: `server/` never sees the pool, `methods/` never sees a transport.
 */
import type { ProtocolError } from '../../protocol/errors.ts';
/**
 * The memory that a frame's body lies in. Decoded `bin` values are views of it. It belongs to the reader and is
 * overwritten after the session's `receive` returns, unless somebody holds it by `retain()`, to be given back by
 * one `release()` each.
 *
 * `retainable: false` says that the bytes lie in the shared read buffer: they must be used or copied before returning.
 */
export interface FrameLease {
    readonly bytes: Uint8Array;
    readonly retainable: boolean;
    retain(): void;
    release(): void;
}
/** One client's connection, as dispatch knows it: the owner of segments, budgets and requests in flight. */
export interface Connection {
    /** Unique in this process's life; never reused. */
    readonly id: number;
    /** For the logs and `server/status`: "stdio" or "socket". */
    readonly door: string;
    /**
     * Bytes of replies that are settled and that the client hasn't read yet. Admission counts them with the reply bytes it
     * has reserved: a request whose reply might pass `outputBytes` on top of them is Busy, so that a client that reads is never cut.
     */
    readonly unreadBytes: number;
}
/** What `initialize` tells of the sidecar: the session adds protocolVersion and serverInfo.name around it. */
export interface Capabilities {
    readonly version: string;
    readonly capabilities: Record<string, unknown>;
    readonly limits: Record<string, number>;
}
/** A request that the session accepted: its id is the session's business and not told. */
export interface CallRequest {
    readonly method: string;
    /** As decoded, not validated. */
    readonly params: unknown;
    /** `performance.now()` when the frame was complete. */
    readonly receivedAt: number;
    readonly frame: FrameLease;
    /** How result bytes will travel: `bin` in MessagePack, base64 (4/3 of the size) in JSON. */
    readonly codec: 'json' | 'msgpack';
    /** Where `$/progress` values go: the session sends them with the request's token. */
    onProgress(token: string | number, value: ProgressValue): void;
    /**
     * Has the reply's first byte carry a file descriptor (SCM_RIGHTS), if the request succeeds; the server closes the
     * parcel in any case. Undefined where the connection is no Unix socket, or the reply shares its first byte (a batch).
     */
    readonly passDescriptor?: ((parcel: Parcel) => void) | undefined;
}
/** A file descriptor of dispatch's on its way to the client. */
export interface Parcel {
    /** Sends it with the first of `bytes` on a Unix socket: how many bytes were taken, 0 for nothing now. Throws if it can't. */
    send(socket: number, bytes: Uint8Array): number;
    /** May be called again. */
    close(): void;
}
export interface ProgressValue {
    kind: 'begin' | 'report' | 'end';
    done: number;
    total: number;
    unit: string;
}
export type Outcome = {
    readonly result: unknown;
} | {
    readonly error: ProtocolError;
};
/** A request under way. `cancel()` after it settled does nothing. */
export interface CallHandle {
    /** Ends the request: it settles with `reason` (RequestCancelled for a client's cancel) once its workers are free. */
    cancel(reason: ProtocolError): void;
}
/** What the server needs of dispatch. */
export interface Dispatcher {
    /**
     * Starts a request. `settle` is called exactly once, perhaps before `start` returns (tiny jobs run inline).
     * Bytes in a result are views of memory that is given back when `settle` returns: it must encode or copy them.
     * `start` never throws: what is wrong is settled as an error.
     */
    start(connection: Connection, request: CallRequest, settle: (outcome: Outcome) => void): CallHandle;
    /** A notification that the session doesn't handle itself: never answered. */
    notify(connection: Connection, method: string, params: unknown): void;
    opened(connection: Connection): void;
    /** The connection ended: its requests are cancelled (their `settle` still runs), its segments given back. */
    closed(connection: Connection): void;
    /** The `capabilities` and `limits` of initialize's result, and serverInfo's version. */
    capabilities(): Capabilities;
    /**
     * Memory for a frame of `size` bytes that didn't fit the shared read buffer: arena memory where there is some,
     * so that its `bin` values need no copy, else ordinary memory. Never throws for a size within `frameBytes`.
     * It is handed over held once: the reader gives that hold back by one `release()`. `bytes` has exactly `size` bytes.
     */
    allocateFrame(size: number): FrameLease;
    /** The shared read buffer (64 KiB of arena memory): filled by one read at a time, used up before the next. */
    readonly readBuffer: Uint8Array;
}
