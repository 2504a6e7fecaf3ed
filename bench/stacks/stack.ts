/**
 * What a contestant of the batch table is: a way to hash 10 MB of 64-byte records without (or with) blocking its thread.
 * Each is a module of this folder and runs in a process of its own, on the runtime that it is about.
 */

export const RECORD_BYTES = 64;
export const DIGEST_BYTES = 32;
/** The article's batch: 163,840 records of 64 bytes. */
export const BATCH_BYTES = 10 * 1024 * 1024;

export interface Batch {
  /** 32 bytes a record; fetched for checking, outside the measurement. */
  digests(): Uint8Array | Promise<Uint8Array>;
  /** Milliseconds inside the kernel, summed over all threads; undefined where kernel and caller are one. */
  readonly kernelMs: number | undefined;
}

export interface Opened {
  /** Hashes the records. The caller's bytes are its own: they can't be given away. */
  hash(data: Uint8Array): Promise<Batch>;
  /** Puts the input where the stack has it from then on, if it has a place; that `hash` is then given it again is no matter. */
  put?(data: Uint8Array): Promise<void>;
  /** Ids of other processes that belong to it. */
  readonly processes?: readonly number[];
  close(): Promise<void>;
}

export interface Stack {
  /** Starts `workers` workers (what has none ignores it) and returns when the first batch could be hashed at full speed. */
  open(workers: number): Promise<Opened>;
}

/** The same noise in every runtime: xorshift32 from a fixed seed. */
export function noise(bytes: number): Uint8Array {
  const words = new Uint32Array(bytes / 4);
  let x = 0x9e3779b9;
  for (let i = 0; i < words.length; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    words[i] = x;
  }
  return new Uint8Array(words.buffer);
}
