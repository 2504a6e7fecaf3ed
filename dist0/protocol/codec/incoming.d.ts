import { ProtocolError } from '../errors.ts';
export type MessageId = string | number;
/**
 * `request`: to be answered once; with a `fault` that is its answer. `notification`: never answered; with a `fault` it is
 * dropped. `ignored`: a response that nobody waits for. `invalid`: answered by `fault` with `id`, which may be null.
 * `hopeless`: nothing can be answered, and the connection ends.
 */
export interface Incoming {
    readonly kind: 'request' | 'notification' | 'ignored' | 'invalid' | 'hopeless';
    readonly id: MessageId | null;
    /** '' where there is none. */
    readonly method: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly fault: ProtocolError | undefined;
}
/** A message that can't be taken, answered with `id`. */
export declare function invalid(fault: ProtocolError, id: MessageId | null): Incoming;
export declare function invalidRequest(why: string, id: MessageId | null): Incoming;
/** A string, or an integer within ±(2^53-1) however it is written; undefined for anything else. */
export declare function readId(value: unknown): MessageId | undefined;
/**
 * Params as one object. Missing, null, `[]`, `[null]` and `[[]]` are `{}` (Lua can't tell an empty table from an empty
 * list, jsonrpc.el sends null), and `[object]` is the object. Anything else is undefined.
 */
export declare function readParams(value: unknown): Readonly<Record<string, unknown>> | undefined;
/** A request or notification, once its envelope is judged. `fault` is what was found in the params before decoding. */
export declare function call(id: MessageId | undefined, method: string, params: unknown, fault: ProtocolError | undefined): Incoming;
/** Reads a JSON-RPC message (JSON-RPC 2.0 specification §4). */
export declare function fromObject(value: unknown, paramsFault?: ProtocolError): Incoming;
/** Reads a MessagePack-RPC message (msgpack-rpc specification): without an id there is nobody to answer. */
export declare function fromArray(value: unknown, paramsFault?: ProtocolError): Incoming;
