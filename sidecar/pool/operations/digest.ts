/**
 * Digests of byte ranges by the engine that is fastest for their shape: the kernel's lanes for short messages,
 * OpenSSL (through node:crypto, which reads arena views in place) for long ones. Shared by the hash operations.
 */
import { createHash, type Hash, hash as hashOnce } from 'node:crypto';
import { Failure } from '../../arena/job-table.ts';
import { ALGORITHM_IDS, KernelStatus } from '../../kernel/instance.ts';
import { Cancelled, ShardFailure, STEP_BYTES, type Steps, type Workbench } from '../operation.ts';

export const ENGINE_IDS = { auto: 0, wasm: 1, openssl: 2 } as const;

/**
 * From this many bytes a message on, OpenSSL (SHA-NI) beats the kernel's lanes. Measured (bench/pool/crossing.ts), µs a
 * message, wasm against OpenSSL: records of 1,024 B 1.34 : 1.46, of 1,280 B 1.61 : 1.51; mixed lengths around 768 B
 * 1.04 : 1.13, around 1,024 B 1.40 : 1.22.
 */
export const OPENSSL_FROM_BYTES = 1024;
/** The same where there are too few messages for the lanes: one of 256 B 1.43 : 1.47, one of 512 B 2.02 : 1.57. */
const OPENSSL_FROM_BYTES_ALONE = 320;
const LANES = 4;

/** How many bytes of small OpenSSL messages between two looks at the cancel word. */
const POLL_BYTES = 512 * 1024;

/** Whether messages of about `bytes` each go to OpenSSL, of which `count` are neighbours. */
export function usesOpenSsl(algorithm: number, engine: number, bytes: number, count: number): boolean {
  if (algorithm !== ALGORITHM_IDS.sha256 || engine === ENGINE_IDS.wasm) return false;
  if (engine === ENGINE_IDS.openssl) return true;
  return bytes >= (count < LANES ? OPENSSL_FROM_BYTES_ALONE : OPENSSL_FROM_BYTES);
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

/** Hashes short messages (up to STEP_BYTES) that lie in memory with OpenSSL, each digest written to `out`. */
export class OpenSslMessages {
  private readonly bench: Workbench;
  private sincePoll = 0;

  constructor(bench: Workbench) {
    this.bench = bench;
  }

  hash(address: number, length: number, out: number): void {
    const { bytes } = this.bench;
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

/** A digest that is fed in pieces of at most STEP_BYTES. `end()` gives back what it holds, finished or not. */
export interface Digester {
  update(address: number, length: number): void;
  finish(out: number): void;
  end(): void;
}

export function beginDigest(bench: Workbench, algorithm: number, openSsl: boolean): Digester {
  return openSsl ? new OpenSslDigester(bench) : new KernelDigester(bench, algorithm);
}

/** Digests a range of memory that is too long for one step. */
export function* digestRange(
  bench: Workbench,
  digester: Digester,
  address: number,
  length: number,
  out: number,
): Steps {
  try {
    for (let done = 0; done < length; done += STEP_BYTES) {
      digester.update(address + done, Math.min(STEP_BYTES, length - done));
      bench.checkCancelled();
      if (done + STEP_BYTES < length) yield;
    }
    digester.finish(out);
  } finally {
    digester.end();
  }
}

class OpenSslDigester implements Digester {
  private readonly bench: Workbench;
  private readonly digest: Hash = createHash('sha256');

  constructor(bench: Workbench) {
    this.bench = bench;
  }

  update(address: number, length: number): void {
    this.digest.update(this.bench.bytes.subarray(address, address + length));
    this.bench.addProgress(length);
  }

  finish(out: number): void {
    this.bench.bytes.set(this.digest.digest(), out);
  }

  end(): void {}
}

/** A streaming state in the worker's slab. It goes with the slab when another job's shard traps between two steps. */
class KernelDigester implements Digester {
  private readonly bench: Workbench;
  private readonly generation: number;
  /** Its address, 0 when it is given back. */
  private state: number;

  constructor(bench: Workbench, algorithm: number) {
    this.bench = bench;
    this.generation = bench.kernel.generation;
    this.state = bench.kernel.entries.hash_stream_begin(algorithm);
    if (this.state === 0) checkStatus(KernelStatus.outOfMemory);
  }

  private get lost(): boolean {
    return this.bench.kernel.generation !== this.generation;
  }

  update(address: number, length: number): void {
    checkStatus(
      this.enter((state) => this.bench.kernel.entries.hash_stream_update(this.bench.job, state, address, length)),
    );
  }

  finish(out: number): void {
    checkStatus(this.enter((state) => this.bench.kernel.entries.hash_stream_finish(state, out)));
    this.state = 0;
  }

  end(): void {
    if (this.state !== 0 && !this.lost) this.bench.kernel.entries.hash_stream_abort(this.state);
    this.state = 0;
  }

  /** Calls the kernel with the state. After a trap there is none: the instance must not be entered again. */
  private enter(call: (state: number) => number): number {
    // The address may be another stream's by now: that one's digest would be of both.
    if (this.lost) throw new ShardFailure(Failure.lost, '');
    const { state } = this;
    this.state = 0;
    const status = call(state);
    this.state = state;
    return status;
  }
}
