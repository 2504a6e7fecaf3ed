/**
 * Runs shards on one kernel: in a worker's loop, and inline on the main thread for tiny jobs. It settles what a shard
 * can end in (done, cancelled, failed, trapped) into the job table, and rebuilds the kernel after a trap. It never throws
 * for what a shard did, only when the kernel can't be made anew.
 */
import type { ArenaShare } from '../arena/arena.ts';
import type { ControlBlock } from '../arena/control.ts';
import { Failure, type JobTable } from '../arena/job-table.ts';
import type { Slab } from '../arena/layout.ts';
import { Kernel } from '../kernel/instance.ts';
import { sharedNow } from './clock.ts';
import { type Arguments, Cancelled, decodeArguments, ShardFailure, type Steps, type Workbench } from './operation.ts';
import { operationById } from './operations.ts';

export class ShardRunner {
  private readonly table: JobTable;
  private readonly kernel: Kernel;
  private readonly bytes: Uint8Array;
  private readonly words: Uint32Array;
  private readonly window: number;
  private readonly benches: (Workbench | undefined)[] = [];

  constructor(module: WebAssembly.Module, share: ArenaShare, slab: Slab, control: ControlBlock) {
    this.table = control.table;
    this.kernel = new Kernel(module, share, slab);
    this.bytes = new Uint8Array(share.memory.buffer);
    this.words = new Uint32Array(share.memory.buffer);
    this.window = slab.window;
  }

  /**
   * Runs a claimed shard, or its first step: then the steps that are left. Of a job that the main thread runs inline the
   * arguments are given, and its start is known; of others both are in the job table.
   */
  begin(slot: number, shard: number, given?: Arguments<string>): Steps | undefined {
    const { table } = this;
    if (shard === 0 && given === undefined) table.setStartedAt(slot, sharedNow());
    try {
      const operation = operationById(table.operation(slot));
      const args = given ?? decodeArguments(operation, table, slot);
      const steps = operation.run(args, shard, this.workbench(slot));
      if (steps !== undefined) return this.resume(slot, steps) ? steps : undefined;
      this.finish(slot);
    } catch (error) {
      this.fail(slot, error);
    }
    return undefined;
  }

  /** Runs the next step: whether there are more. */
  resume(slot: number, steps: Steps): boolean {
    try {
      if (steps.next().done === true) {
        this.finish(slot);
        return false;
      }
      this.checkStack();
      return true;
    } catch (error) {
      this.fail(slot, error);
      return false;
    }
  }

  /** Ends a shard between two steps: it gives back what it holds. */
  abandon(steps: Steps): void {
    try {
      steps.return();
    } catch {
      // Its job is ending anyway, and there is nobody to tell; a kernel that trapped here traps again at its next use.
    }
  }

  private finish(slot: number): void {
    this.checkStack();
    this.table.finishShard(slot);
  }

  /** An overflow that didn't trap: it has harmed nobody yet, and the instance is thrown away. */
  private checkStack(): void {
    if (this.kernel.stackOverran) throw new WebAssembly.RuntimeError('stack overflow');
  }

  /** One a slot, made once: shards of tiny jobs are shorter than the making of an object with its functions. */
  private workbench(slot: number): Workbench {
    const made = this.benches[slot];
    if (made !== undefined) return made;
    const { table, kernel, bytes, words, window } = this;
    const bench: Workbench = {
      kernel,
      bytes,
      words,
      window,
      job: table.address(slot),
      checkCancelled() {
        if (table.isCancelled(slot)) throw new Cancelled();
      },
      addProgress(count) {
        table.addProgress(slot, count);
      },
    };
    this.benches[slot] = bench;
    return bench;
  }

  private fail(slot: number, error: unknown): void {
    const { table } = this;
    if (error instanceof Cancelled) table.fail(slot, Failure.cancelled, '');
    else if (error instanceof ShardFailure) table.fail(slot, error.failure, error.message);
    else if (isTrap(error)) {
      // The panic is read before the rebuild, which clears it. Without one (out of bounds, a stack overflow) the trap speaks.
      table.fail(slot, Failure.trap, this.kernel.panicMessage() ?? error.message);
      this.kernel.rebuild();
    } else table.fail(slot, Failure.internal, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** The engine's own stack overflows as a RangeError: it too leaves the instance in the middle of something. */
function isTrap(error: unknown): error is Error {
  return error instanceof WebAssembly.RuntimeError || (error instanceof RangeError && /call stack/.test(error.message));
}
