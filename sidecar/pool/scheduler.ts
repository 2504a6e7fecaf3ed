/**
 * Jobs in, ends out: queues by priority, the shared job table, completions, deadlines, cancellation, and the watch over
 * steps that don't end. Main thread only. A job ends exactly once, and only when no worker can touch its memory.
 */
import { performance } from 'node:perf_hooks';
import type { Priority, Timing } from '../../protocol/common.ts';
import { ProtocolError } from '../../protocol/errors.ts';
import type { Arena } from '../arena/arena.ts';
import { type ControlBlock, Failure, INLINE_SLOT, JOB_SLOTS, SlotState } from '../arena/control.ts';
import { sharedNow } from './clock.ts';
import type { Crew } from './crew.ts';
import { deadlineExceeded, failureError, type JobEnd, type JobHandle, type JobSpec, workerLost } from './job.ts';
import { operationId } from './operations.ts';
import type { ShardRunner } from './shard-runner.ts';
import { StepWatch } from './step-watch.ts';

/** What may run inline on the main thread: about one wake of a worker, so that the event loop stays free. */
export const INLINE_MICROS_MAX = 100;
/** Progress and the step watch: ten times a second, while there are jobs. */
const TICK_MS = 100;

interface Job {
  readonly spec: JobSpec;
  readonly end: (end: JobEnd) => void;
  slot: number;
  /** Why it must end, whatever its workers do. */
  reason: ProtocolError | undefined;
  deadline: NodeJS.Timeout | undefined;
}

export interface SchedulerEvents {
  /** An error inside a worker that is a fault of ours: for the log. */
  fault(message: string, detail: string): void;
}

export class Scheduler {
  private readonly control: ControlBlock;
  private readonly crew: Crew;
  private readonly inlineRunner: () => ShardRunner;
  private readonly events: SchedulerEvents;
  private readonly watch: StepWatch;
  private readonly queues: Record<Priority, Set<Job>> = { interactive: new Set(), bulk: new Set() };
  private readonly slots: (Job | undefined)[] = new Array(JOB_SLOTS).fill(undefined);
  private active = 0;
  private queuedBytes = 0;
  private listening = false;
  private ticker: NodeJS.Timeout | undefined;
  private brokenBy: string | undefined;
  private traps = 0;

  constructor(arena: Arena, crew: Crew, inlineRunner: () => ShardRunner, stepMs: number, events: SchedulerEvents) {
    this.control = arena.control;
    this.crew = crew;
    this.inlineRunner = inlineRunner;
    this.events = events;
    this.watch = new StepWatch(arena.control, crew, stepMs);
  }

  get queue(): { length: number; bytes: number } {
    return { length: this.queues.interactive.size + this.queues.bulk.size, bytes: this.queuedBytes };
  }

  /** Kernel traps since the start. */
  get trapCount(): number {
    return this.traps;
  }

  /** The method that a worker works on now, or undefined. */
  methodOf(worker: number): string | undefined {
    const slot = this.control.hazard(worker);
    return slot < 0 ? undefined : this.slots[slot]?.spec.method;
  }

  /** Starts a job. `end` is called once, perhaps before this returns. */
  submit(spec: JobSpec, end: (end: JobEnd) => void): JobHandle {
    const job: Job = { spec, end, slot: -1, reason: undefined, deadline: undefined };
    if (spec.inlineMicros !== undefined && spec.inlineMicros <= INLINE_MICROS_MAX) {
      end(this.runInline(spec));
      return { cancel() {} };
    }
    if (this.brokenBy !== undefined) {
      this.settle(job, new ProtocolError('InternalError', 'no worker can be started'));
      return { cancel() {} };
    }
    this.crew.start();
    if (spec.deadlineAt !== undefined) {
      const wait = Math.max(0, spec.deadlineAt - sharedNow());
      // setTimeout takes no more than 2^31-1 ms (25 days), which is as good as never.
      job.deadline = setTimeout(() => this.cancel(job, deadlineExceeded()), Math.min(wait, 2 ** 31 - 1));
    }
    this.queues[spec.priority].add(job);
    this.queuedBytes += spec.bytes;
    this.publish();
    return { cancel: (reason) => this.cancel(job, reason) };
  }

  /** A worker is gone: the job that it was touching, if any, can't be completed. */
  workerLost(worker: number): void {
    const slot = this.control.hazard(worker);
    this.control.clearHazard(worker);
    this.watch.forget(worker);
    const job = slot < 0 ? undefined : this.slots[slot];
    if (job === undefined) return;
    job.reason ??= this.watch.overdue(slot) ? deadlineExceeded() : workerLost();
    this.control.cancel(slot);
    this.control.close(slot);
    this.drain();
  }

  /** No worker can be started any more: nothing may wait for one. */
  broken(why: string): void {
    this.brokenBy = why;
    const error = new ProtocolError('InternalError', 'no worker can be started');
    for (const queue of Object.values(this.queues)) for (const job of queue) this.cancel(job, error);
    for (const job of this.slots) if (job !== undefined) this.cancel(job, error);
  }

  private cancel(job: Job, reason: ProtocolError): void {
    const queue = this.queues[job.spec.priority];
    if (queue.delete(job)) {
      this.queuedBytes -= job.spec.bytes;
      this.settle(job, reason);
      return;
    }
    if (job.slot < 0) return;
    job.reason ??= reason;
    this.control.cancel(job.slot);
    this.control.close(job.slot);
    this.watch.closing(job.slot);
    this.drain();
  }

  private runInline(spec: JobSpec): JobEnd {
    const { control } = this;
    const startedAt = sharedNow();
    control.prepare(INLINE_SLOT, operationId(spec.operation), spec.shards, spec.args);
    const runner = this.inlineRunner();
    for (let shard = 0; shard < spec.shards && control.failure(INLINE_SLOT) === Failure.none; shard++) {
      runner.run(INLINE_SLOT, shard);
    }
    const timing = { queueMs: startedAt - spec.receivedAt, runMs: sharedNow() - startedAt, workers: 0 };
    const error = this.failureOf(INLINE_SLOT, spec);
    return error === undefined ? { ok: true, timing } : { ok: false, error, timing };
  }

  /** Moves jobs from the queues to free slots, interactive ones first. */
  private publish(): void {
    let published = false;
    for (const priority of ['interactive', 'bulk'] as const) {
      for (const job of this.queues[priority]) {
        const slot = this.active < JOB_SLOTS ? this.slots.indexOf(undefined) : -1;
        if (slot < 0) break;
        this.queues[priority].delete(job);
        this.queuedBytes -= job.spec.bytes;
        job.slot = slot;
        this.slots[slot] = job;
        this.active++;
        this.control.prepare(slot, operationId(job.spec.operation), job.spec.shards, job.spec.args);
        this.control.setState(slot, SlotState[priority]);
        published = true;
      }
    }
    if (!published) return;
    this.control.wakeWorkers();
    this.ticker ??= setInterval(() => this.tick(), TICK_MS);
    void this.listen();
  }

  /** Waits for the doorbell while there are jobs; all that ended is drained per ring. */
  private async listen(): Promise<void> {
    if (this.listening) return;
    this.listening = true;
    while (this.active > 0) {
      const seen = this.control.rings;
      this.drain();
      if (this.active > 0) await this.control.nextRing(seen);
    }
    this.listening = false;
  }

  /** Ends every job that is done or must end, and that no worker touches. */
  private drain(): void {
    for (let slot = 0; slot < JOB_SLOTS; slot++) {
      const job = this.slots[slot];
      if (job === undefined) continue;
      const ended = this.control.isDone(slot) || this.control.state(slot) === SlotState.closing;
      if (!ended || this.isTouched(slot)) continue;
      this.finish(job, slot);
    }
    this.publish();
    if (this.active === 0) {
      clearInterval(this.ticker);
      this.ticker = undefined;
    }
  }

  private isTouched(slot: number): boolean {
    for (let worker = 0; worker < this.crew.count; worker++) if (this.control.hazard(worker) === slot) return true;
    return false;
  }

  private finish(job: Job, slot: number): void {
    const error = job.reason ?? this.failureOf(slot, job.spec);
    const timing = this.timing(job.spec, slot);
    this.control.setState(slot, SlotState.free);
    this.slots[slot] = undefined;
    job.slot = -1;
    this.active--;
    this.watch.ended(slot);
    this.settle(job, error, timing);
  }

  private settle(job: Job, error: ProtocolError | undefined, timing?: Timing): void {
    clearTimeout(job.deadline);
    const waited = { queueMs: sharedNow() - job.spec.receivedAt, runMs: 0, workers: 0 };
    if (error === undefined) job.end({ ok: true, timing: timing ?? waited });
    else job.end({ ok: false, error, timing: timing ?? waited });
  }

  private timing(spec: JobSpec, slot: number): Timing {
    const now = sharedNow();
    const startedAt = this.control.startedAt(slot) || now;
    return {
      queueMs: Math.max(0, startedAt - spec.receivedAt),
      runMs: Math.max(0, now - startedAt),
      workers: this.control.crew(slot),
    };
  }

  private failureOf(slot: number, spec: JobSpec): ProtocolError | undefined {
    const failure = this.control.failure(slot);
    if (failure === Failure.none) return undefined;
    const detail = this.control.failureDetail(slot);
    if (failure === Failure.trap) this.traps++;
    const error = failureError(spec.method, failure, detail);
    if (error.name === 'InternalError' || error.name === 'KernelTrap') this.events.fault(error.message, detail);
    return error;
  }

  private tick(): void {
    for (const job of this.slots) {
      if (job?.spec.onProgress !== undefined) job.spec.onProgress(this.control.progress(job.slot));
    }
    for (const worker of this.watch.stuck(performance.now())) this.crew.terminate(worker);
  }
}
