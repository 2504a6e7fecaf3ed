/**
 * Jobs in, ends out: the queue, the shared job table, completions, deadlines, cancellation, and the watch over steps that
 * don't end. Main thread only. A job ends exactly once, and only when no worker can touch its memory.
 */
import { performance } from 'node:perf_hooks';
import { MAIN_LINE } from '../arena/control.js';
import { Failure, INLINE_SLOT, JOB_SLOTS, SlotState } from '../arena/job-table.js';
import { sharedNow } from './clock.js';
import { deadlineExceeded, failureError, workerLost } from './job.js';
import { JobQueue } from './job-queue.js';
import { encodeArguments } from './operation.js';
import { operationId } from './operations.js';
import { StandIn } from './stand-in.js';
import { StepWatch } from './step-watch.js';
/** What may run inline on the main thread: about one wake of a worker, so that the event loop stays free. */
export const INLINE_MICROS_MAX = 100;
/** Progress and the step watch: ten times a second, while there are jobs. */
const TICK_MS = 100;
/** What setTimeout takes at most: 25 days, which is as good as never. */
const TIMEOUT_MS_MAX = 2 ** 31 - 1;
const ENDED = { cancel() { } };
export class Scheduler {
    control;
    table;
    crew;
    mainRunner;
    events;
    watch;
    jobs;
    slots = new Array(JOB_SLOTS).fill(undefined);
    active = 0;
    listening = false;
    ticker;
    standIn;
    closedBy;
    traps = 0;
    /** `mainRunner` makes the main thread's runner, once. */
    constructor(arena, crew, mainRunner, stepMs, events) {
        this.control = arena.control;
        this.table = arena.control.table;
        this.crew = crew;
        this.mainRunner = mainRunner;
        this.events = events;
        this.watch = new StepWatch(arena.control, crew.count, stepMs);
        this.jobs = new JobQueue(crew.count);
    }
    get queue() {
        return this.jobs.size;
    }
    /** Kernel traps since the start. */
    get trapCount() {
        return this.traps;
    }
    /** The method that a worker works on now, or undefined. */
    methodOf(worker) {
        const slot = [this.control.current(worker), ...this.control.touched(worker)].find((each) => each >= 0);
        return slot === undefined ? undefined : this.slots[slot]?.spec.method;
    }
    /** Starts a job. `end` is called once, perhaps before this returns. */
    submit(spec, end) {
        const job = { spec, end, slot: -1, reason: undefined, deadline: undefined };
        if (this.closedBy !== undefined) {
            this.settle(job, this.closedBy);
            return ENDED;
        }
        if (spec.inlineMicros !== undefined && spec.inlineMicros <= INLINE_MICROS_MAX) {
            end(this.runInline(spec));
            return ENDED;
        }
        // A kernel that doesn't load is found here, and the first instance lays out the statics before a worker's can.
        this.mainRunner();
        this.crew.start();
        if (spec.deadlineAt !== undefined) {
            const wait = Math.min(TIMEOUT_MS_MAX, Math.max(0, spec.deadlineAt - sharedNow()));
            job.deadline = setTimeout(() => this.cancel(job, deadlineExceeded()), wait);
        }
        this.jobs.add(job);
        this.publish();
        return { cancel: (reason) => this.cancel(job, reason) };
    }
    /** A worker is gone: the jobs that it had begun can't be completed, but for those that were done. */
    workerLost(worker) {
        const touched = this.control.touched(worker);
        this.control.forget(worker);
        this.watch.forget(worker);
        for (const slot of touched) {
            const job = this.slots[slot];
            if (job === undefined || this.table.isDone(slot))
                continue;
            this.closeJob(job, this.watch.overdue(slot) ? deadlineExceeded() : workerLost());
        }
        // It may have died between leaving a job and ringing for it, or have been the one that was woken for a new one.
        this.drain();
        this.control.wakeWorkers(this.crew.count);
    }
    /** No worker can be started: the main thread does their work, a step at a time between its other tasks. */
    noWorkers() {
        this.standIn ??= new StandIn(this.control, this.mainRunner());
        this.standIn.wake();
    }
    /** Ends all jobs with `reason`, as soon as no worker touches them, and those that are yet to come at once. */
    close(reason) {
        this.closedBy = reason;
        for (const job of [...this.jobs])
            this.cancel(job, reason);
        for (const job of this.slots)
            if (job !== undefined)
                this.cancel(job, reason);
    }
    cancel(job, reason) {
        if (this.jobs.delete(job)) {
            this.settle(job, reason);
            return;
        }
        if (job.slot < 0)
            return;
        this.closeJob(job, reason);
        this.drain();
    }
    /** Has the workers leave a job. */
    closeJob(job, reason) {
        job.reason ??= reason;
        this.table.cancel(job.slot);
        this.table.close(job.slot);
        this.watch.closing(job.slot, performance.now());
    }
    runInline(spec) {
        const { table } = this;
        const startedAt = sharedNow();
        // its arguments need not cross to another thread
        table.prepare(INLINE_SLOT, operationId(spec.operation), spec.shards, []);
        const runner = this.mainRunner();
        for (let shard = 0; shard < spec.shards && table.failure(INLINE_SLOT) === Failure.none; shard++) {
            const steps = runner.begin(INLINE_SLOT, shard, spec.args);
            while (steps !== undefined && runner.resume(INLINE_SLOT, steps))
                ;
        }
        const timing = { queueMs: startedAt - spec.receivedAt, runMs: sharedNow() - startedAt, workers: 0 };
        const error = this.failureOf(INLINE_SLOT, spec);
        return error === undefined ? { ok: true, timing } : { ok: false, error, timing };
    }
    /** Moves jobs from the queue to free slots. */
    publish() {
        let shards = 0;
        for (let job = this.jobs.take(); job !== undefined; job = this.jobs.take()) {
            const slot = this.slots.indexOf(undefined);
            const { operation, priority, args } = job.spec;
            job.slot = slot;
            this.slots[slot] = job;
            this.active++;
            this.table.prepare(slot, operationId(operation), job.spec.shards, encodeArguments(operation, args));
            this.table.setState(slot, SlotState[priority]);
            shards += job.spec.shards;
        }
        if (shards === 0)
            return;
        this.control.wakeWorkers(Math.min(shards, this.crew.count));
        this.standIn?.wake();
        this.ticker ??= setInterval(() => this.tick(), TICK_MS);
        void this.listen();
    }
    /** Waits for the doorbell while there are jobs; all that ended is drained per ring. */
    async listen() {
        if (this.listening)
            return;
        this.listening = true;
        while (this.active > 0) {
            // Read before the look for ends: a ring after it ends the wait at once.
            const seen = this.control.rings;
            this.drain();
            if (this.active > 0)
                await this.control.nextRing(seen);
        }
        this.listening = false;
    }
    /** Ends every job that is done or must end, and that no worker touches. */
    drain() {
        for (let slot = 0; slot < JOB_SLOTS; slot++) {
            const job = this.slots[slot];
            if (job === undefined)
                continue;
            const ended = this.table.isDone(slot) || this.table.state(slot) === SlotState.closing;
            if (ended && !this.isTouched(slot))
                this.finish(job, slot);
        }
        this.publish();
        if (this.active === 0 && this.closedBy !== undefined)
            this.stopTicking();
    }
    stopTicking() {
        clearInterval(this.ticker);
        this.ticker = undefined;
    }
    isTouched(slot) {
        for (let worker = 0; worker < this.crew.count; worker++)
            if (this.control.isTouching(worker, slot))
                return true;
        return this.control.isTouching(MAIN_LINE, slot);
    }
    finish(job, slot) {
        const error = job.reason ?? this.failureOf(slot, job.spec);
        const timing = this.timing(job.spec, slot);
        this.table.setState(slot, SlotState.free);
        this.slots[slot] = undefined;
        job.slot = -1;
        this.active--;
        this.jobs.giveBack(job);
        this.watch.ended(slot);
        this.settle(job, error, timing);
    }
    settle(job, error, timing) {
        clearTimeout(job.deadline);
        const ran = timing ?? { queueMs: sharedNow() - job.spec.receivedAt, runMs: 0, workers: 0 };
        this.tell(() => job.end(error === undefined ? { ok: true, timing: ran } : { ok: false, error, timing: ran }));
    }
    /** Calls back whoever wanted the job: what goes wrong there must not keep other jobs from their ends. */
    tell(callBack) {
        try {
            callBack();
        }
        catch (error) {
            this.events.fault('a job could not be told', error instanceof Error ? (error.stack ?? '') : String(error));
        }
    }
    timing(spec, slot) {
        const now = sharedNow();
        const startedAt = this.table.startedAt(slot) || now;
        return {
            queueMs: Math.max(0, startedAt - spec.receivedAt),
            runMs: Math.max(0, now - startedAt),
            workers: this.table.crew(slot),
        };
    }
    failureOf(slot, spec) {
        const failure = this.table.failure(slot);
        if (failure === Failure.none)
            return undefined;
        const detail = this.table.failureDetail(slot);
        if (failure === Failure.trap)
            this.traps++;
        const error = failureError(spec.method, failure, detail);
        if (error.name === 'InternalError' || error.name === 'KernelTrap')
            this.events.fault(error.message, detail);
        return error;
    }
    tick() {
        // Ended here and not with the last job: to set one up for each call took as long as to read its request.
        if (this.active === 0)
            this.stopTicking();
        for (const job of this.slots) {
            const { onProgress } = job?.spec ?? {};
            if (job !== undefined && onProgress !== undefined)
                this.tell(() => onProgress(this.table.progress(job.slot)));
        }
        for (const worker of this.watch.stuck(performance.now()))
            this.crew.terminate(worker);
    }
}
