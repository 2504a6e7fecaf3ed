/**
 * What a worker can do: an operation runs one shard of a job on a workbench. Arguments are numbers (addresses, sizes,
 * flags) in the job table, by name. An operation never allocates arena memory and never outlives its shard.
 */
import type { Kernel } from '../kernel/instance.ts';

/** Where a shard is worked on: the worker's kernel, the arena's bytes, and the job's control words. */
export interface Workbench {
  readonly kernel: Kernel;
  readonly bytes: Uint8Array;
  /** Arena address of the job's control block, for the kernel's entries. */
  readonly job: number;
  /** Arena address of `WINDOW_BYTES` of the worker's own, for file bytes. */
  readonly window: number;
  /** Throws `Cancelled` once the job is cancelled: to be called at least every few milliseconds. */
  checkCancelled(): void;
  /** Counts work done that the kernel didn't count itself. */
  addProgress(bytes: number): void;
}

export type Arguments<F extends string> = Record<F, number>;

export interface Operation<F extends string = string> {
  readonly fields: readonly F[];
  run(args: Arguments<F>, shard: number, bench: Workbench): void;
}

/** The job was cancelled while a shard ran. */
export class Cancelled extends Error {}

/** A shard failed for a reason that the client is told: `failure` of the control block's table, and its detail. */
export class ShardFailure extends Error {
  readonly failure: number;

  constructor(failure: number, detail: string) {
    super(detail);
    this.failure = failure;
  }
}

/** The arguments in the order of the operation's fields, for the job table. */
export function encodeArguments<F extends string>(operation: Operation<F>, args: Arguments<F>): number[] {
  return operation.fields.map((field) => args[field]);
}

/** The opposite of encodeArguments. */
export function decodeArguments<F extends string>(operation: Operation<F>, read: (index: number) => number) {
  const args = {} as Arguments<F>;
  operation.fields.forEach((field, index) => {
    args[field] = read(index);
  });
  return args;
}
