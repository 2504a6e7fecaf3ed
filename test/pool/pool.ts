/** Arena, crew and scheduler put together without a dispatcher: jobs go in, and what became of them is kept. */
import { fileURLToPath } from 'node:url';
import { Arena } from '../../sidecar/arena/arena.ts';
import type { Range } from '../../sidecar/arena/ranges.ts';
import { reserveMemory } from '../../sidecar/arena/reservation.ts';
import { ALGORITHM_IDS } from '../../sidecar/kernel/instance.ts';
import { compileKernel } from '../../sidecar/kernel/module.ts';
import { sharedNow } from '../../sidecar/pool/clock.ts';
import { Crew } from '../../sidecar/pool/crew.ts';
import { type JobEnd, type JobHandle, type JobSpec, shuttingDown } from '../../sidecar/pool/job.ts';
import type { Operation } from '../../sidecar/pool/operation.ts';
import { ENGINE_IDS } from '../../sidecar/pool/operations/digest.ts';
import { hashRecords } from '../../sidecar/pool/operations/hash-records.ts';
import { Scheduler } from '../../sidecar/pool/scheduler.ts';
import { ShardRunner } from '../../sidecar/pool/shard-runner.ts';

/** The kernel that fails when records begin with certain words: test/kernel/fixtures/README.md. */
export const FAULTY_KERNEL = fileURLToPath(new URL('../kernel/fixtures/faulty-kernel.wasm', import.meta.url));

const MiB = 1024 * 1024;

export interface PoolOptions {
  workers?: number;
  arenaBytes?: number;
  stepMs?: number;
  kernelFile?: string;
}

/** A job under way. */
export interface TestJob {
  readonly handle: JobHandle;
  readonly end: Promise<JobEnd>;
  ended(): JobEnd | undefined;
}

export type RecordsJob = {
  data: Uint8Array;
  recordSize?: number;
  engine?: keyof typeof ENGINE_IDS;
  shardBytes?: number;
  inlineMicros?: number;
} & Partial<Pick<JobSpec, 'priority' | 'owner' | 'deadlineAt' | 'onProgress'>>;

export class Pool {
  readonly arena: Arena;
  readonly crew: Crew;
  readonly scheduler: Scheduler;
  /** Faults that the log would have been told of. */
  readonly faults: string[] = [];
  /** How many threads have ended so far. */
  lost = 0;

  constructor({ workers = 2, arenaBytes = 1024 * MiB, stepMs = 30_000, kernelFile }: PoolOptions = {}) {
    this.arena = new Arena(reserveMemory(arenaBytes), workers);
    const module = compileKernel(kernelFile);
    const fault = (message: string, detail: string) => void this.faults.push(`${message}: ${detail}`);
    const events = {
      lost: (worker: number) => {
        this.lost++;
        this.scheduler.workerLost(worker);
      },
      broken: () => this.scheduler.noWorkers(),
      fault,
    };
    this.crew = new Crew(this.arena, () => module, { count: workers, processors: [], nice: 0 }, events);
    let runner: ShardRunner | undefined;
    const slab = this.arena.layout.slabs[workers];
    if (slab === undefined) throw new Error('no slab for the main thread');
    const mainRunner = () => {
      runner ??= new ShardRunner(module, this.arena.share, slab, this.arena.control);
      return runner;
    };
    this.scheduler = new Scheduler(this.arena, this.crew, mainRunner, stepMs, { fault });
  }

  submit<F extends string>(operation: Operation<F>, args: Record<F, number>, rest: Partial<JobSpec> = {}): TestJob {
    let ended: JobEnd | undefined;
    let resolve: (end: JobEnd) => void = () => {};
    const end = new Promise<JobEnd>((done) => {
      resolve = done;
    });
    const spec = { ...specOf(operation, args), ...rest };
    const handle = this.scheduler.submit(spec, (how) => {
      if (ended !== undefined) throw new Error('a job ended twice');
      ended = how;
      resolve(how);
    });
    return { handle, end, ended: () => ended };
  }

  /** Hashes records; the digests are read by `digestsOf` when the job has ended. */
  hashRecords(job: RecordsJob): TestJob & { out: Range } {
    const { data, recordSize = 64, engine = 'wasm', shardBytes = 256 * 1024, ...rest } = job;
    const input = this.arena.allocate(data.length);
    const count = data.length / recordSize;
    const out = this.arena.allocate(count * 32);
    this.arena.bytes.set(data, input.address);
    const shardRecords = Math.max(1, Math.floor(shardBytes / recordSize));
    const args = {
      algorithm: ALGORITHM_IDS.sha256,
      engine: ENGINE_IDS[engine],
      recordSize,
      count,
      shardRecords,
      out: out.address,
      data: input.address,
      fd: -1,
      fileOffset: 0,
    };
    const shards = Math.ceil(count / shardRecords);
    return { ...this.submit(hashRecords, args, { shards, bytes: data.length, ...rest }), out };
  }

  digestsOf(job: { out: Range }, count: number): Buffer {
    return Buffer.from(this.arena.bytes.slice(job.out.address, job.out.address + count * 32));
  }

  /** The slots that any worker may be touching. */
  touched(): number[] {
    return Array.from({ length: this.crew.count }, (_, worker) => this.arena.control.touched(worker)).flat();
  }

  /** How many workers had to be terminated. */
  async close(): Promise<number> {
    this.scheduler.close(shuttingDown());
    return this.crew.stop(5000);
  }
}

/** A job of one shard that no client waits for. */
export function specOf<F extends string>(operation: Operation<F>, args: Record<F, number>): JobSpec {
  return {
    method: 'test',
    operation: operation as Operation,
    args,
    shards: 1,
    priority: 'interactive',
    owner: 1,
    receivedAt: sharedNow(),
    deadlineAt: undefined,
    bytes: 0,
    inlineMicros: undefined,
  };
}

/** How a job ended, in a word. */
export function outcome(end: JobEnd | undefined): string {
  if (end === undefined) return 'not yet';
  return end.ok ? 'done' : end.error.name;
}
