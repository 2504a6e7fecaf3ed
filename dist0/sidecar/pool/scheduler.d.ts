import type { ProtocolError } from '../../protocol/errors.ts';
import type { Arena } from '../arena/arena.ts';
import type { Crew } from './crew.ts';
import { type JobEnd, type JobHandle, type JobSpec } from './job.ts';
import type { ShardRunner } from './shard-runner.ts';
/** What may run inline on the main thread: about one wake of a worker, so that the event loop stays free. */
export declare const INLINE_MICROS_MAX = 100;
export interface SchedulerEvents {
    /** An error inside a worker that is a fault of ours: for the log. */
    fault(message: string, detail: string): void;
}
export declare class Scheduler {
    private readonly control;
    private readonly table;
    private readonly crew;
    private readonly mainRunner;
    private readonly events;
    private readonly watch;
    private readonly jobs;
    private readonly slots;
    private active;
    private listening;
    private ticker;
    private standIn;
    private closedBy;
    private traps;
    /** `mainRunner` makes the main thread's runner, once. */
    constructor(arena: Arena, crew: Crew, mainRunner: () => ShardRunner, stepMs: number, events: SchedulerEvents);
    get queue(): {
        length: number;
        bytes: number;
    };
    /** Kernel traps since the start. */
    get trapCount(): number;
    /** The method that a worker works on now, or undefined. */
    methodOf(worker: number): string | undefined;
    /** Starts a job. `end` is called once, perhaps before this returns. */
    submit(spec: JobSpec, end: (end: JobEnd) => void): JobHandle;
    /** A worker is gone: the jobs that it had begun can't be completed, but for those that were done. */
    workerLost(worker: number): void;
    /** No worker can be started: the main thread does their work, a step at a time between its other tasks. */
    noWorkers(): void;
    /** Ends all jobs with `reason`, as soon as no worker touches them, and those that are yet to come at once. */
    close(reason: ProtocolError): void;
    private cancel;
    /** Has the workers leave a job. */
    private closeJob;
    private runInline;
    /** Moves jobs from the queue to free slots. */
    private publish;
    /** Waits for the doorbell while there are jobs; all that ended is drained per ring. */
    private listen;
    /** Ends every job that is done or must end, and that no worker touches. */
    private drain;
    private stopTicking;
    private isTouched;
    private finish;
    private settle;
    /** Calls back whoever wanted the job: what goes wrong there must not keep other jobs from their ends. */
    private tell;
    private timing;
    private failureOf;
    private tick;
}
