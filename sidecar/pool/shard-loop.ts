/**
 * What a worker does: it takes turns with the jobs in the shared table, a step of one shard a turn, so that a large job
 * holds nobody up. It runs on a worker thread, or on the main thread where no worker can be started. It never waits,
 * and it keeps at most one shard of a job open at a time.
 */
import type { ControlBlock } from '../arena/control.ts';
import { isRunnable, JOB_SLOTS, SlotState } from '../arena/job-table.ts';
import type { Steps } from './operation.ts';
import type { ShardRunner } from './shard-runner.ts';

/** Every so many turns a bulk job goes first, so that interactive ones can't starve it. */
const BULK_TURN = 8;

/** What runs a shard's steps. */
export type StepRunner = Pick<ShardRunner, 'begin' | 'resume' | 'abandon'>;

/** A shard that was begun and has further steps. */
interface OpenShard {
  readonly steps: Steps;
  /** The slot's state when it was claimed: its priority. */
  readonly priority: number;
}

export class ShardLoop {
  private readonly worker: number;
  private readonly control: ControlBlock;
  private readonly runner: StepRunner;
  private readonly open = new Map<number, OpenShard>();
  private lastSlot = 0;
  private turns = 0;

  constructor(worker: number, control: ControlBlock, runner: StepRunner) {
    this.worker = worker;
    this.control = control;
    this.runner = runner;
  }

  /** Runs one step of the job whose turn it is; false when there was none. */
  turn(): boolean {
    const turned = this.pick();
    if (turned < 0) return false;
    const { control, worker } = this;
    this.lastSlot = turned;
    const slot = this.ofOwner(turned);
    control.setCurrent(worker, slot);
    const open = this.step(slot);
    control.setCurrent(worker, -1);
    if (!open) this.leave(slot);
    return true;
  }

  /** Gives up what is open. */
  close(): void {
    for (const slot of [...this.open.keys()]) {
      this.abandon(slot);
      this.leave(slot);
    }
  }

  /** The next job in turn, of the priority whose turn it is if there is one; a job that shall be left before all. */
  private pick(): number {
    const { table } = this.control;
    for (const slot of this.open.keys()) if (table.state(slot) === SlotState.closing) return slot;
    const first = ++this.turns % BULK_TURN === 0 ? SlotState.bulk : SlotState.interactive;
    let other = -1;
    for (let step = 1; step <= JOB_SLOTS; step++) {
      const slot = (this.lastSlot + step) % JOB_SLOTS;
      const priority = this.open.size > 0 ? (this.open.get(slot)?.priority ?? table.state(slot)) : table.state(slot);
      if (priority === first) return slot;
      if (other < 0 && isRunnable(priority)) other = slot;
    }
    return other;
  }

  /**
   * Where a new shard is to be begun, the job of the same owner and priority that has the fewest left: of jobs that belong
   * together, such as the parts of a batch, one is done after another, and what was found in it is read while the next is
   * worked on. Other owners' turns stay theirs. On the turns that are bulk's it is the one with the most left, so that small jobs
   * that keep coming can't starve it.
   */
  private ofOwner(slot: number): number {
    const { table } = this.control;
    const owner = table.owner(slot);
    const state = table.state(slot);
    if (owner === 0 || !isRunnable(state) || this.open.has(slot)) return slot;
    const sign = this.turns % BULK_TURN === 0 ? -1 : 1;
    let [chosen, least] = [slot, sign * table.unclaimed(slot)];
    for (let other = 0; other < JOB_SLOTS; other++) {
      if (table.state(other) !== state || table.owner(other) !== owner || this.open.has(other)) continue;
      const left = sign * table.unclaimed(other);
      if (left !== 0 && left < least) [chosen, least] = [other, left];
    }
    return chosen;
  }

  /** One step: true while the shard stays open. */
  private step(slot: number): boolean {
    const { control, worker, runner } = this;
    const { table } = control;
    const shard = this.open.get(slot);
    if (shard !== undefined) {
      if (table.state(slot) === SlotState.closing) this.abandon(slot);
      else {
        control.countStep(worker);
        if (runner.resume(slot, shard.steps)) return true;
        this.open.delete(slot);
      }
      return false;
    }
    control.touch(worker, slot);
    const priority = table.state(slot);
    if (!isRunnable(priority)) return false;
    const claimed = table.claim(slot);
    if (claimed < 0) return false;
    if (table.join(slot, worker)) control.countJob(worker);
    control.countStep(worker);
    const steps = runner.begin(slot, claimed);
    if (steps === undefined) return false;
    this.open.set(slot, { steps, priority });
    return true;
  }

  private abandon(slot: number): void {
    const shard = this.open.get(slot);
    this.open.delete(slot);
    if (shard !== undefined) this.runner.abandon(shard.steps);
  }

  /**
   * Leaves the slot, and rings when the main thread may have to end the job. It must look after it left: whoever leaves
   * a job last then finds it done (or closing), whatever order the others came in.
   */
  private leave(slot: number): void {
    const { control, worker } = this;
    control.leave(worker, slot);
    if (control.table.isDone(slot) || control.table.state(slot) === SlotState.closing) control.ring();
  }
}
