/**
 * Digests of byte ranges by the engine that is fastest for their shape: the kernel's lanes for short messages,
 * OpenSSL (through node:crypto, which reads arena views in place) for long ones. Shared by the hash operations.
 */
import { createHash, hash as hashOnce } from 'node:crypto';
import { Failure } from '../../arena/control.ts';
import { ALGORITHM_IDS, KernelStatus } from '../../kernel/instance.ts';
import { Cancelled, ShardFailure, type Workbench } from '../operation.ts';

export const ENGINE_IDS = { auto: 0, wasm: 1, openssl: 2 } as const;

/** From this many bytes a message on, OpenSSL beats the kernel's lanes (bench/, "crossing points"). */
export const OPENSSL_FROM_BYTES = 1536;

/** A step of OpenSSL: cancellation holds between steps (8 MiB take 5–7 ms, and terminate waits for one step). */
const OPENSSL_STEP_BYTES = 4 * 1024 * 1024;

/** How many bytes of small OpenSSL messages between two looks at the cancel word. */
const POLL_BYTES = 512 * 1024;

/** Whether messages of about `bytes` each go to OpenSSL. */
export function usesOpenSsl(algorithm: number, engine: number, bytes: number): boolean {
  if (algorithm !== ALGORITHM_IDS.sha256 || engine === ENGINE_IDS.wasm) return false;
  return engine === ENGINE_IDS.openssl || bytes >= OPENSSL_FROM_BYTES;
}

/** Turns a kernel's status into what the worker's loop understands. */
export function checkStatus(status: number): void {
  if (status === KernelStatus.ok) return;
  if (status === KernelStatus.cancelled) throw new Cancelled();
  const names: Record<number, string> = {
    [KernelStatus.badRange]: 'the kernel refused an address range',
    [KernelStatus.badArgument]: 'the kernel refused an argument',
    [KernelStatus.outOfMemory]: "the worker's heap is full",
  };
  const failure = status === KernelStatus.outOfMemory ? Failure.outOfMemory : Failure.internal;
  throw new ShardFailure(failure, names[status] ?? `the kernel answered ${status}`);
}

/** Hashes messages that lie in memory with OpenSSL, one after another, each digest written to `out` + 32 · i. */
export class OpenSslMessages {
  private readonly bench: Workbench;
  private sincePoll = 0;

  constructor(bench: Workbench) {
    this.bench = bench;
  }

  hash(address: number, length: number, out: number): void {
    const { bytes } = this.bench;
    if (length > OPENSSL_STEP_BYTES) {
      digestPieces(this.bench, ALGORITHM_IDS.sha256, true, out, (update) => update(address, length));
      return;
    }
    bytes.set(hashOnce('sha256', bytes.subarray(address, address + length), 'buffer'), out);
    this.sincePoll += length;
    if (this.sincePoll >= POLL_BYTES) this.flush();
  }

  /** Counts what was hashed since the last look. To be called once at the end. */
  flush(): void {
    this.bench.addProgress(this.sincePoll);
    this.sincePoll = 0;
    this.bench.checkCancelled();
  }
}

/** Takes the next piece of a message: a range of the arena. */
export type Update = (address: number, length: number) => void;

/** Digests a message that `feed` brings in pieces (a file, a range longer than one step) and writes it to `out`. */
export function digestPieces(
  bench: Workbench,
  algorithm: number,
  openSsl: boolean,
  out: number,
  feed: (update: Update) => void,
): void {
  if (openSsl) digestWithOpenSsl(bench, out, feed);
  else digestWithKernel(bench, algorithm, out, feed);
}

function digestWithOpenSsl(bench: Workbench, out: number, feed: (update: Update) => void): void {
  const digest = createHash('sha256');
  feed((address, length) => {
    for (let done = 0; done < length; done += OPENSSL_STEP_BYTES) {
      const step = Math.min(OPENSSL_STEP_BYTES, length - done);
      digest.update(bench.bytes.subarray(address + done, address + done + step));
      bench.addProgress(step);
      bench.checkCancelled();
    }
  });
  bench.bytes.set(digest.digest(), out);
}

function digestWithKernel(bench: Workbench, algorithm: number, out: number, feed: (update: Update) => void): void {
  const { entries } = bench.kernel;
  const state = entries.hash_stream_begin(algorithm);
  if (state === 0) checkStatus(KernelStatus.outOfMemory);
  try {
    feed((address, length) => checkStatus(entries.hash_stream_update(bench.job, state, address, length)));
  } catch (error) {
    // After a trap the instance is thrown away as a whole, and must not be entered again.
    if (!(error instanceof WebAssembly.RuntimeError)) entries.hash_stream_abort(state);
    throw error;
  }
  checkStatus(entries.hash_stream_finish(state, out));
}
