/**
 * `$/setTrace` and `$/logTrace` as in LSP: what a session tells its client of its own work. Off until the client asks. A
 * trace names methods and figures, never the values of a request.
 */
import type { Wire } from '../../protocol/codec/outgoing.ts';
import type { Outcome } from '../dispatch/call.ts';
export type TraceLevel = 'off' | 'messages' | 'verbose';
/** A reply that is about to be traced. */
export interface Traced {
    readonly method: string;
    readonly outcome: Outcome;
    readonly elapsedMs: number;
    readonly requestBytes: number;
}
export declare class Trace {
    #private;
    get on(): boolean;
    /** Traces go out the way the message came in that asked for them. */
    set(level: TraceLevel, wire: Wire): void;
    /** The wire and params of a `$/logTrace`, or undefined while tracing is off. */
    tell({ method, outcome, elapsedMs, requestBytes }: Traced): {
        wire: Wire;
        params: object;
    } | undefined;
}
