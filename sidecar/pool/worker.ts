/**
 * A worker thread: claims shards of the jobs in the shared table and runs them, until it is told to stop. It talks to
 * the main thread by the control block; messages are for its life only: ready, failed to start, stopped.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { ArenaShare } from '../arena/arena.ts';
import { ControlBlock, JOB_SLOTS, SlotState } from '../arena/control.ts';
import { pinThread } from '../arena/native.ts';
import { ShardRunner } from './shard-runner.ts';

/** What the main thread starts a worker with. */
export interface WorkerStart {
  readonly worker: number;
  readonly share: ArenaShare;
  readonly module: WebAssembly.Module;
  /** The logical processor to stay on, or -1. */
  readonly processor: number;
}

export type WorkerMessage =
  | { readonly kind: 'ready'; readonly pinned: boolean }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string }
  | { readonly kind: 'stopped' };

/**
 * How often a worker that just worked looks at the wake count before it sleeps: some 20 µs. Waking a sleeping thread
 * costs 50–120 µs, and a spinning one costs a core: so only while busy.
 */
const SPINS = 4000;
/** Every so many shards a bulk job goes first, so that interactive ones can't starve it. */
const BULK_TURN = 8;

class WorkerLoop {
  private readonly worker: number;
  private readonly control: ControlBlock;
  private readonly runner: ShardRunner;
  private lastSlot = 0;
  private turn = 0;

  constructor({ worker, share, module }: WorkerStart) {
    this.worker = worker;
    this.control = new ControlBlock(share.memory.buffer as unknown as SharedArrayBuffer, share.layout.control);
    const slab = share.layout.slabs[worker];
    if (slab === undefined) throw new Error(`worker ${worker} has no slab`);
    this.runner = new ShardRunner(module, share, slab, this.control);
  }

  /** Works until it is told to stop. */
  run(): void {
    const { control, worker } = this;
    let busy = false;
    while (!control.stopRequested(worker)) {
      const seen = control.wakeCount;
      const slot = this.pick();
      if (slot >= 0) {
        this.serve(slot);
        busy = true;
      } else {
        if (!busy || !this.spin(seen)) control.sleep(seen);
        busy = false;
      }
    }
  }

  /** Whether work was published within the spins. */
  private spin(seen: number): boolean {
    for (let spins = 0; spins < SPINS; spins++) {
      if (this.control.wakeCount !== seen) return true;
    }
    return false;
  }

  /** The next job in turn: jobs of one priority take turns shard by shard, so that a large one holds nobody up. */
  private pick(): number {
    this.turn++;
    const { interactive, bulk } = SlotState;
    const [first, second] = this.turn % BULK_TURN === 0 ? [bulk, interactive] : [interactive, bulk];
    let other = -1;
    for (let step = 1; step <= JOB_SLOTS; step++) {
      const slot = (this.lastSlot + step) % JOB_SLOTS;
      const state = this.control.state(slot);
      if (state === first) return slot;
      if (state === second && other < 0) other = slot;
    }
    return other;
  }

  /** Runs one shard of a job, and rings when the main thread may have to end it. */
  private serve(slot: number): void {
    const { control, worker } = this;
    this.lastSlot = slot;
    control.setHazard(worker, slot);
    const state = control.state(slot);
    let last = false;
    if (state === SlotState.interactive || state === SlotState.bulk) {
      const shard = control.claim(slot);
      if (shard < 0) control.drain(slot);
      else {
        control.join(slot, worker);
        control.countStep(worker);
        last = this.runner.run(slot, shard);
      }
    }
    control.clearHazard(worker);
    const now = control.state(slot);
    if (last || now === SlotState.drained || now === SlotState.closing) control.ring();
  }
}

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

const start = workerData as WorkerStart;
try {
  const loop = new WorkerLoop(start);
  post({ kind: 'ready', pinned: start.processor >= 0 && pinThread(start.processor) });
  loop.run();
  post({ kind: 'stopped' });
} catch (error) {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  post({ kind: 'failed', message, stack: stack ?? '' });
}
