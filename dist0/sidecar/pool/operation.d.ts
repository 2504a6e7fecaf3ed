/**
 * What a worker can do: an operation runs one shard of a job on a workbench. Arguments are numbers (addresses, sizes,
 * flags) in the job table, by name. An operation never allocates arena memory and never outlives its shard.
 */
import type { JobTable } from '../arena/job-table.ts';
import type { Kernel } from '../kernel/instance.ts';
/** Where a shard is worked on: the worker's kernel, the arena's bytes, and the job's control words. */
export interface Workbench {
    readonly kernel: Kernel;
    readonly bytes: Uint8Array;
    /** The same memory as u32s: tables are read and written here, since a view of its own for each costs more than what it holds. */
    readonly words: Uint32Array;
    /** Arena address of the job's control block, for the kernel's entries. */
    readonly job: number;
    /** Arena address of `WINDOW_BYTES` of the worker's own, for file bytes. Other shards use it between two steps. */
    readonly window: number;
    /** Throws `Cancelled` once the job is cancelled: to be called at least every few milliseconds within a step. */
    checkCancelled(): void;
    /** Counts work done that the kernel didn't count itself. */
    addProgress(bytes: number): void;
}
export type Arguments<F extends string> = Record<F, number>;
/**
 * A shard of more than one step: it yields when about `STEP_BYTES` were worked on, and the worker runs a step of another
 * job in between. A shard that is cancelled between two steps is ended by `return()`: its `finally` gives back what it holds.
 */
export type Steps = Generator<undefined, void, undefined>;
/**
 * What a step works on at most: 0.3 ms by OpenSSL, 1.3 ms by Wasm on one message. Measured in steps of 64 KiB to 4 MiB,
 * SHA-256 is as fast in all of them (402–409 MB/s), BLAKE3 loses 1.5 % against the largest (1,900 of 1,929 MB/s); a file
 * is read and hashed as fast in any window from 32 KiB to 1 MiB.
 */
export declare const STEP_BYTES: number;
export interface Operation<F extends string = string> {
    readonly fields: readonly F[];
    /** Runs the shard, or returns its steps when it is too long for one. */
    run(args: Arguments<F>, shard: number, bench: Workbench): Steps | undefined;
}
/** The job was cancelled while a shard ran. */
export declare class Cancelled extends Error {
}
/** A shard failed for a reason that the client is told: `failure` of the job table's list, and its detail. */
export declare class ShardFailure extends Error {
    readonly failure: number;
    constructor(failure: number, detail: string);
}
/** The arguments in the order of the operation's fields, for the job table. */
export declare function encodeArguments<F extends string>(operation: Operation<F>, args: Arguments<F>): number[];
/** The opposite of encodeArguments, from the slot of the job table. */
export declare function decodeArguments<F extends string>(operation: Operation<F>, table: JobTable, slot: number): Arguments<F>;
