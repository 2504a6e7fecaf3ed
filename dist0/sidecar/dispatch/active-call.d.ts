/**
 * One request under way: what its method may use, what must be given back at its end, and how it is cancelled.
 * Everything that a call acquires is registered here with `own`, and given back exactly once, whatever happens.
 */
import type { CommonParams, Priority, Timing } from '../../protocol/envelope.ts';
import type { ProtocolError } from '../../protocol/errors.ts';
import type { Operation } from '../pool/operation.ts';
import type { Scheduler } from '../pool/scheduler.ts';
import type { Admitted } from './admission.ts';
import type { CallRequest, Connection } from './call.ts';
import type { Eventual } from './eventual.ts';
/** What a method asks of the workers. */
export interface Work<F extends string> {
    readonly operation: Operation<F>;
    readonly args: Record<F, number>;
    readonly shards: number;
    readonly bytes: number;
    readonly inlineMicros: number | undefined;
    /** Of a request that names none; by default as its bytes say. */
    readonly priority?: Priority;
}
export declare class ActiveCall {
    readonly connection: Connection;
    readonly request: CallRequest;
    readonly admitted: Admitted;
    private readonly scheduler;
    /** As judged by the method's schema. */
    readonly params: CommonParams;
    private readonly receivedAt;
    private readonly deadlineAt;
    private readonly owned;
    private job;
    private cancelReason;
    /** Set by the last `run`: for statistics. */
    timing: Timing | undefined;
    constructor(connection: Connection, request: CallRequest, params: CommonParams, admitted: Admitted, scheduler: Scheduler, defaultDeadlineMs: number);
    /** Registers what must be given back at the call's end. */
    own(giveBack: () => void): void;
    /** Gives back everything, last first. What can't be given back is told to `fault`, and holds up nothing else. */
    end(fault: (error: unknown) => void): void;
    /** After an `await` that was no job: a call that was cancelled or is overdue goes no further. */
    throwIfEnded(): void;
    cancel(reason: ProtocolError): void;
    /** How long the call has taken so far, for results that needed no worker. */
    idleTiming(): Timing;
    /** Runs a job: its timing when it is done, or a thrown protocol error once no worker touches its memory. */
    run<F extends string>(work: Work<F>): Eventual<Timing>;
    private startProgress;
}
