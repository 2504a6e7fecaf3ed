/** What the scheduler is given and what it answers: jobs, their ends, and how a failure reads as a protocol error. */
import type { Priority, Timing } from '../../protocol/envelope.ts';
import { ProtocolError } from '../../protocol/errors.ts';
import type { Arguments, Operation } from './operation.ts';
export interface JobSpec {
    /** For status and errors. */
    readonly method: string;
    readonly operation: Operation;
    /** By the names of the operation's fields. */
    readonly args: Arguments<string>;
    readonly shards: number;
    readonly priority: Priority;
    /** Whose job it is (a connection's id): owners take turns. */
    readonly owner: number;
    /** On the shared clock. */
    readonly receivedAt: number;
    /** On the shared clock; undefined for none. */
    readonly deadlineAt: number | undefined;
    /** Input bytes: what the queue's size is told in, and progress is measured against. */
    readonly bytes: number;
    /** What it would take inline, by the operation's cost model; undefined where there is none. */
    readonly inlineMicros: number | undefined;
    /** Called at most ten times a second, with the bytes done. */
    readonly onProgress?: ((done: number) => void) | undefined;
}
export type JobEnd = {
    readonly ok: true;
    readonly timing: Timing;
} | {
    readonly ok: false;
    readonly error: ProtocolError;
    readonly timing: Timing;
};
export interface JobHandle {
    /** Ends the job with `reason` once no worker can touch its memory. After its end this does nothing. */
    cancel(reason: ProtocolError): void;
}
export declare function deadlineExceeded(): ProtocolError;
export declare function workerLost(): ProtocolError;
/** For what is under way, or comes, when the sidecar ends. */
export declare function shuttingDown(): ProtocolError;
export declare function cancelled(): ProtocolError;
/** A failure that the job's method must put into words: which text, which rule, how much memory. */
export declare class MethodFailure extends ProtocolError {
    readonly failure: number;
    readonly detail: string;
    constructor(method: string, failure: number, detail: string);
}
/** A failure that a worker left in the job table, as an error reply. */
export declare function failureError(method: string, failure: number, detail: string): ProtocolError;
