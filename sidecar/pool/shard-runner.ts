/**
 * Runs shards on one kernel: in a worker's loop, and inline on the main thread for tiny jobs. It settles what a shard
 * can end in (done, cancelled, failed, trapped) into the control block, and rebuilds the kernel after a trap.
 */
import type { ArenaShare } from '../arena/arena.ts';
import { type ControlBlock, Failure } from '../arena/control.ts';
import type { Slab } from '../arena/layout.ts';
import { Kernel } from '../kernel/instance.ts';
import { sharedNow } from './clock.ts';
import { Cancelled, decodeArguments, ShardFailure, type Workbench } from './operation.ts';
import { operationById } from './operations.ts';

export class ShardRunner {
  private readonly control: ControlBlock;
  private readonly kernel: Kernel;
  private readonly bytes: Uint8Array;
  private readonly window: number;

  constructor(module: WebAssembly.Module, share: ArenaShare, slab: Slab, control: ControlBlock) {
    this.control = control;
    this.kernel = new Kernel(module, share, slab);
    this.bytes = new Uint8Array(share.memory.buffer);
    this.window = slab.window;
  }

  /** Runs a claimed shard: true when it was the job's last and all are done. */
  run(slot: number, shard: number): boolean {
    const { control } = this;
    if (shard === 0) control.setStartedAt(slot, sharedNow());
    try {
      const operation = operationById(control.operation(slot));
      const args = decodeArguments(operation, (index) => control.argument(slot, index));
      operation.run(args, shard, this.workbench(slot));
      if (this.kernel.stackOverran) throw new WebAssembly.RuntimeError('stack overflow');
      return control.finishShard(slot);
    } catch (error) {
      this.fail(slot, error);
      return false;
    }
  }

  private workbench(slot: number): Workbench {
    const { control, kernel, bytes, window } = this;
    return {
      kernel,
      bytes,
      window,
      job: control.slotAddress(slot),
      checkCancelled() {
        if (control.isCancelled(slot)) throw new Cancelled();
      },
      addProgress(count) {
        control.addProgress(slot, count);
      },
    };
  }

  private fail(slot: number, error: unknown): void {
    const { control } = this;
    if (error instanceof Cancelled) control.fail(slot, Failure.cancelled, '');
    else if (error instanceof ShardFailure) control.fail(slot, error.failure, error.message);
    else if (error instanceof WebAssembly.RuntimeError) {
      // Read before the rebuild, which clears it. Without a panic (a stack overflow, say) the trap itself speaks.
      const message = this.kernel.panicMessage() ?? error.message;
      this.kernel.rebuild();
      control.fail(slot, Failure.trap, message);
    } else
      control.fail(slot, Failure.internal, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
