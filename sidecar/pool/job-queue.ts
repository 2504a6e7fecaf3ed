/**
 * Jobs that wait for a slot of the job table. Owners take turns, and each has a bounded number of slots at a time, so
 * that nobody's backlog holds up another one's job; bulk jobs never fill the table. Pure bookkeeping.
 */
import type { Priority } from '../../protocol/envelope.ts';
import { JOB_SLOTS } from '../arena/job-table.ts';

/** Slots that bulk jobs leave to interactive ones. */
const INTERACTIVE_RESERVE = 16;
/**
 * Slots of one owner, by priority: enough to keep the workers busy while the main thread refills them. Workers take turns
 * with slots, so the fewer there are, the more even the shares of an owner with a backlog and of one with a single job.
 */
const OWNER_SLOTS = { interactive: { min: 8, max: 24 }, bulk: { min: 4, max: 24 } } as const;

function ownerSlots(priority: Priority, workers: number): number {
  const { min, max } = OWNER_SLOTS[priority];
  return Math.max(min, Math.min(max, workers));
}

export interface QueuedJob {
  readonly spec: { readonly owner: number; readonly priority: Priority; readonly bytes: number };
}

/** The jobs of one priority. */
class Line<J extends QueuedJob> {
  /** In the order of the owners' turns; an owner without waiting jobs isn't in it. */
  readonly waiting = new Map<number, Set<J>>();
  readonly slots = new Map<number, number>();
  length = 0;
  taken = 0;

  add(job: J): void {
    const { owner } = job.spec;
    const jobs = this.waiting.get(owner);
    if (jobs === undefined) this.waiting.set(owner, new Set([job]));
    else jobs.add(job);
    this.length++;
  }

  delete(job: J): boolean {
    const { owner } = job.spec;
    const jobs = this.waiting.get(owner);
    if (jobs?.delete(job) !== true) return false;
    if (jobs.size === 0) this.waiting.delete(owner);
    this.length--;
    return true;
  }

  /** The oldest job of the next owner in turn that has fewer than `most` slots; it has one more now. */
  take(most: number): J | undefined {
    for (const [owner, jobs] of this.waiting) {
      const slots = this.slots.get(owner) ?? 0;
      if (slots >= most) continue;
      const [job] = jobs;
      if (job === undefined) continue;
      this.delete(job);
      // To the end of the turns.
      if (this.waiting.delete(owner)) this.waiting.set(owner, jobs);
      this.slots.set(owner, slots + 1);
      this.taken++;
      return job;
    }
    return undefined;
  }

  giveBack(owner: number): void {
    const slots = (this.slots.get(owner) ?? 0) - 1;
    if (slots > 0) this.slots.set(owner, slots);
    else this.slots.delete(owner);
    this.taken--;
  }
}

export class JobQueue<J extends QueuedJob> {
  private readonly lines: Record<Priority, Line<J>> = { interactive: new Line(), bulk: new Line() };
  private readonly workers: number;
  private queuedBytes = 0;

  constructor(workers: number) {
    this.workers = workers;
  }

  /** Jobs that wait, and their input bytes. */
  get size(): { length: number; bytes: number } {
    return { length: this.lines.interactive.length + this.lines.bulk.length, bytes: this.queuedBytes };
  }

  add(job: J): void {
    this.lines[job.spec.priority].add(job);
    this.queuedBytes += job.spec.bytes;
  }

  /** Takes out a job that doesn't want to wait any longer: whether it did wait. */
  delete(job: J): boolean {
    if (!this.lines[job.spec.priority].delete(job)) return false;
    this.queuedBytes -= job.spec.bytes;
    return true;
  }

  /** The next job for a slot, if any may have one now: its slot is given back by `giveBack`. */
  take(): J | undefined {
    const { interactive, bulk } = this.lines;
    if (interactive.taken + bulk.taken >= JOB_SLOTS) return undefined;
    let job = interactive.take(ownerSlots('interactive', this.workers));
    if (job === undefined && bulk.taken < JOB_SLOTS - INTERACTIVE_RESERVE) {
      job = bulk.take(ownerSlots('bulk', this.workers));
    }
    if (job !== undefined) this.queuedBytes -= job.spec.bytes;
    return job;
  }

  /** A job that was taken has left its slot. */
  giveBack(job: J): void {
    this.lines[job.spec.priority].giveBack(job.spec.owner);
  }

  /** Every job that waits. */
  *[Symbol.iterator](): Generator<J> {
    for (const line of Object.values(this.lines)) for (const jobs of line.waiting.values()) yield* jobs;
  }
}
