import type { Capabilities } from '../dispatch/call.ts';
import type { TraceLevel } from './trace.ts';
/** What the session takes from initialize. */
export interface Initialized {
    readonly processId: number | undefined;
    readonly structuredErrors: boolean;
    readonly trace: TraceLevel | undefined;
    /** The reply. */
    readonly result: Record<string, unknown>;
}
export declare function readTrace(value: unknown): TraceLevel | undefined;
export declare class Lifecycle {
    #private;
    /** Throws InvalidRequest for a request that comes after `shutdown`. */
    admit(): void;
    /** @throws ProtocolError InvalidRequest for a second one, InvalidParams for what it can't take. */
    initialize(params: unknown, about: Capabilities): Initialized;
    shutdown(): null;
    /** The exit code that `exit` asks for. */
    get exitCode(): 0 | 1;
}
