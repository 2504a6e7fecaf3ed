/**
 * The main thread in the workers' place, where none can be started (a permission, an address space that is used up):
 * a step at a time between the event loop's other tasks. Slower, and everything works.
 */
import { type ControlBlock, MAIN_LINE } from '../arena/control.ts';
import { ShardLoop } from './shard-loop.ts';
import type { ShardRunner } from './shard-runner.ts';

export class StandIn {
  private readonly loop: ShardLoop;
  private scheduled = false;

  constructor(control: ControlBlock, runner: ShardRunner) {
    this.loop = new ShardLoop(MAIN_LINE, control, runner);
  }

  /** There is work: goes on until there is none. */
  wake(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (this.loop.turn()) this.wake();
    });
  }
}
