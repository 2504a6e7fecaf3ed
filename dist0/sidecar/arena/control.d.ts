/**
 * The control block: the shared memory that the main thread and the workers schedule by. It holds the words that wake,
 * a line a worker, and the job table. It lies outside of everything a client can map. A worker may be terminated between
 * any two lines of it: nothing here is a lock, and what a dead worker left is put right by `forget`.
 */
import { JobTable } from './job-table.ts';
export declare const WORKERS_MAX = 64;
/** The line of the main thread, for where it has to do the workers' work. */
export declare const MAIN_LINE = 64;
export declare const CONTROL_BYTES: number;
export declare class ControlBlock {
    readonly table: JobTable;
    private readonly words;
    constructor(buffer: SharedArrayBuffer, base: number);
    /** The main thread has published work for at most `count` workers (or wants all to look at their stop word). */
    wakeWorkers(count: number): void;
    /** What a worker passes to `sleep` so that a wake in between is not lost. */
    get wakeCount(): number;
    /** A worker sleeps until it is woken; not at all if there was a wake since `seen`. */
    sleep(seen: number): void;
    /** A worker tells the main thread that a job may have ended. */
    ring(): void;
    get rings(): number;
    /** Resolves when the doorbell has been rung since `rings` was `seen`; undefined if it already was. */
    nextRing(seen: number): Promise<unknown> | undefined;
    private word;
    /**
     * The worker may touch the slot's job from now on. It says so before it looks at the slot's state, so that a main
     * thread which closed the slot and then finds it untouched knows that nobody will touch it again.
     */
    touch(worker: number, slot: number): void;
    /** The worker is done with the slot, until it touches it again. */
    leave(worker: number, slot: number): void;
    isTouching(worker: number, slot: number): boolean;
    /** The slots that a worker may be touching, lowest first. */
    touched(worker: number): number[];
    /** A worker that is gone touches nothing; in its sleep it left itself counted, and too many cost but a notify. */
    forget(worker: number): void;
    /** The slot whose shard runs on the worker now, or -1 between two. */
    current(worker: number): number;
    setCurrent(worker: number, slot: number): void;
    stopRequested(worker: number): boolean;
    requestStop(worker: number, stop: boolean): void;
    /** Counts steps: a count that stands still while a shard runs is a step that doesn't end. */
    countStep(worker: number): void;
    steps(worker: number): number;
    /** Jobs that the worker took part in. */
    jobs(worker: number): number;
    countJob(worker: number): void;
}
