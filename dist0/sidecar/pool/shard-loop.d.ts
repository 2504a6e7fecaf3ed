/**
 * What a worker does: it takes turns with the jobs in the shared table, a step of one shard a turn, so that a large job
 * holds nobody up. It runs on a worker thread, or on the main thread where no worker can be started. It never waits,
 * and it keeps at most one shard of a job open at a time.
 */
import type { ControlBlock } from '../arena/control.ts';
import type { ShardRunner } from './shard-runner.ts';
/** What runs a shard's steps. */
export type StepRunner = Pick<ShardRunner, 'begin' | 'resume' | 'abandon'>;
export declare class ShardLoop {
    private readonly worker;
    private readonly control;
    private readonly runner;
    private readonly open;
    private lastSlot;
    private turns;
    constructor(worker: number, control: ControlBlock, runner: StepRunner);
    /** Runs one step of the job whose turn it is; false when there was none. */
    turn(): boolean;
    /** Gives up what is open. */
    close(): void;
    /** The next job in turn, of the priority whose turn it is if there is one; a job that shall be left before all. */
    private pick;
    /** One step: true while the shard stays open. */
    private step;
    private abandon;
    /**
     * Leaves the slot, and rings when the main thread may have to end the job. It must look after it left: whoever leaves
     * a job last then finds it done (or closing), whatever order the others came in.
     */
    private leave;
}
