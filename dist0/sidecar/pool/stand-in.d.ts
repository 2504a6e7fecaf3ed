/**
 * The main thread in the workers' place, where none can be started (a permission, an address space that is used up):
 * a step at a time between the event loop's other tasks. Slower, and everything works.
 */
import { type ControlBlock } from '../arena/control.ts';
import type { ShardRunner } from './shard-runner.ts';
export declare class StandIn {
    private readonly loop;
    private scheduled;
    constructor(control: ControlBlock, runner: ShardRunner);
    /** There is work: goes on until there is none. */
    wake(): void;
}
