/**
 * Jobs that wait for a slot of the job table. Owners take turns, and each has a bounded number of slots at a time, so
 * that nobody's backlog holds up another one's job; bulk jobs never fill the table. Pure bookkeeping.
 */
import type { Priority } from '../../protocol/envelope.ts';
export interface QueuedJob {
    readonly spec: {
        readonly owner: number;
        readonly priority: Priority;
        readonly bytes: number;
    };
}
export declare class JobQueue<J extends QueuedJob> {
    private readonly lines;
    private readonly workers;
    private queuedBytes;
    constructor(workers: number);
    /** Jobs that wait, and their input bytes. */
    get size(): {
        length: number;
        bytes: number;
    };
    add(job: J): void;
    /** Takes out a job that doesn't want to wait any longer: whether it did wait. */
    delete(job: J): boolean;
    /** The next job for a slot, if any may have one now: its slot is given back by `giveBack`. */
    take(): J | undefined;
    /** A job that was taken has left its slot. */
    giveBack(job: J): void;
    /** Every job that waits. */
    [Symbol.iterator](): Generator<J>;
}
