import { type MethodName } from '../../protocol/methods.ts';
import type { CallScope, Services } from '../methods/handler.ts';
import type { Scheduler } from '../pool/scheduler.ts';
import type { Admission } from './admission.ts';
import type { CallHandle, CallRequest, Capabilities, Connection, Dispatcher, FrameLease, Outcome } from './call.ts';
import type { MethodStatistics } from './statistics.ts';
/** Any handler of the table: its params were judged by its method's schema before it is called. */
export type AnyHandler = (params: never, scope: CallScope) => unknown;
export interface DispatcherParts {
    readonly services: Services;
    readonly scheduler: Scheduler;
    readonly admission: Admission;
    readonly statistics: MethodStatistics;
    readonly handlers: Record<MethodName, AnyHandler>;
    readonly capabilities: () => Capabilities;
    readonly allocateFrame: (size: number) => FrameLease;
    readonly readBuffer: Uint8Array;
    readonly fault: (message: string, detail: string) => void;
}
export declare class MethodDispatcher implements Dispatcher {
    readonly readBuffer: Uint8Array;
    readonly allocateFrame: (size: number) => FrameLease;
    readonly capabilities: () => Capabilities;
    private readonly parts;
    private readonly limits;
    private readonly active;
    constructor(parts: DispatcherParts);
    opened(connection: Connection): void;
    closed(connection: Connection): void;
    /** The sidecar ends: so does what its connections still have. */
    close(): void;
    private abandon;
    /** No method is a notification: the session handles those of the protocol's life itself. */
    notify(): void;
    start(connection: Connection, request: CallRequest, settle: (outcome: Outcome) => void): CallHandle;
    /** Validates and admits. */
    private open;
    private invoke;
    /** Settles a request and gives back what it acquired: never throws, and is called once. */
    private finish;
    private count;
    private fault;
    private asProtocolError;
}
