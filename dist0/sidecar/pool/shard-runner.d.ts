/**
 * Runs shards on one kernel: in a worker's loop, and inline on the main thread for tiny jobs. It settles what a shard
 * can end in (done, cancelled, failed, trapped) into the job table, and rebuilds the kernel after a trap. It never throws
 * for what a shard did, only when the kernel can't be made anew.
 */
import type { ArenaShare } from '../arena/arena.ts';
import type { ControlBlock } from '../arena/control.ts';
import type { Slab } from '../arena/layout.ts';
import { type Arguments, type Steps } from './operation.ts';
export declare class ShardRunner {
    private readonly table;
    private readonly kernel;
    private readonly bytes;
    private readonly words;
    private readonly window;
    private readonly benches;
    constructor(module: WebAssembly.Module, share: ArenaShare, slab: Slab, control: ControlBlock);
    /** Runs a claimed shard, or its first step: then the steps that are left. Arguments not given are in the job table. */
    begin(slot: number, shard: number, given?: Arguments<string>): Steps | undefined;
    /** Runs the next step: whether there are more. */
    resume(slot: number, steps: Steps): boolean;
    /** Ends a shard between two steps: it gives back what it holds. */
    abandon(steps: Steps): void;
    private finish;
    /** An overflow that didn't trap: it has harmed nobody yet, and the instance is thrown away. */
    private checkStack;
    /** One a slot, made once: shards of tiny jobs are shorter than the making of an object with its functions. */
    private workbench;
    private fail;
}
