/** Jobs on real workers: each ends once, with the right digests or the right reason, and touched by nobody. */
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Range } from '../../sidecar/arena/ranges.ts';
import { ALGORITHM_IDS } from '../../sidecar/kernel/instance.ts';
import { sharedNow } from '../../sidecar/pool/clock.ts';
import { cancelled, deadlineExceeded } from '../../sidecar/pool/job.ts';
import { ENGINE_IDS } from '../../sidecar/pool/operations/digest.ts';
import { hashRecords } from '../../sidecar/pool/operations/hash-records.ts';
import { until } from '../dispatch/caller.ts';
import { bytes, digests, records } from '../dispatch/oracle.ts';
import { outcome, Pool, type PoolOptions, specOf } from './pool.ts';

const GiB = 2 ** 30;
const folder = mkdtempSync(join(tmpdir(), 'outrigger-scheduler-'));
const sparse = openSync(join(folder, 'sparse'), 'w+');
ftruncateSync(sparse, 64 * GiB);

let pool: Pool;
/** Where jobs write whose digests nobody reads: a MiB of records. */
let bin: Range;

function makePool(options?: PoolOptions): Pool {
  pool = new Pool(options);
  bin = pool.arena.allocate(32 * 2 ** 20);
  return pool;
}

afterEach(async () => {
  const terminated = await pool.close();
  expect(terminated).toBe(0);
  expect(pool.faults).toEqual([]);
});

afterAll(() => {
  closeSync(sparse);
  rmSync(folder, { recursive: true });
});

/** A job that takes minutes, as one shard of many steps (`record` of 64 GiB) or as many shards. */
function endlessJob(recordSize: number, engine: keyof typeof ENGINE_IDS = 'wasm') {
  const count = Math.floor((64 * GiB) / recordSize);
  const args = {
    algorithm: ALGORITHM_IDS.sha256,
    engine: ENGINE_IDS[engine],
    recordSize,
    count,
    shardRecords: 1,
    out: bin.address,
    data: 0,
    fd: sparse,
    fileOffset: 0,
  };
  return pool.submit(hashRecords, args, { priority: 'bulk', shards: count, bytes: 64 * GiB });
}

/** A worker is in the job: one that only looked at it, and is lost then, leaves it to the next as it was. */
const aJobHasBegun = () => until(() => pool.touched().length > 0);

const small = bytes(64 * 1000, 3);
const smallDigests = digests('sha256', records(small, 64));

describe.each([1, 2])('on %i workers', (workers) => {
  test('five hundred jobs of both priorities and several owners end once each, with their digests', async () => {
    const { scheduler } = makePool({ workers });
    const jobs = Array.from({ length: 500 }, (_, i) => {
      const data = bytes(64 * (1 + ((i * 37) % 300)), i);
      const priority = i % 3 === 0 ? 'bulk' : 'interactive';
      return { data, job: pool.hashRecords({ data, priority, owner: i % 5, shardBytes: 4096 }) };
    });
    expect(scheduler.queue.length).toBeGreaterThan(0);
    for (const { data, job } of jobs) {
      const end = await job.end;
      expect(outcome(end)).toBe('done');
      expect(end.timing.workers).toBeGreaterThan(0);
      const count = data.length / 64;
      expect(pool.digestsOf(job, count).equals(digests('sha256', records(data, 64)))).toBe(true);
    }
    expect(scheduler.queue).toEqual({ length: 0, bytes: 0 });
    expect(pool.touched()).toEqual([]);
  });
});

describe('turns', () => {
  test.each([
    ['one shard of many steps', 64 * GiB],
    ['many shards', 64 * 1024],
  ])('a job of minutes holds up neither small nor large ones on the only worker: %s', async (_name, recordSize) => {
    makePool({ workers: 1 });
    const endless = endlessJob(recordSize);
    await until(() => pool.arena.control.current(0) >= 0);
    const interactive = pool.hashRecords({ data: small });
    const bulk = pool.hashRecords({ data: small, priority: 'bulk', owner: 2 });
    expect(outcome(await interactive.end)).toBe('done');
    expect(outcome(await bulk.end)).toBe('done');
    expect(pool.digestsOf(interactive, 1000).equals(smallDigests)).toBe(true);
    expect(outcome(endless.ended())).toBe('not yet');
    endless.handle.cancel(cancelled());
    await endless.end;
  });

  test('interactive jobs without end can’t starve a bulk one', async () => {
    makePool({ workers: 1 });
    const bulk = pool.hashRecords({ data: bytes(64 * 10_000), priority: 'bulk', owner: 2, shardBytes: 64 * 100 });
    const data = bytes(64);
    const keepBusy = async () => {
      while (bulk.ended() === undefined) {
        const job = pool.hashRecords({ data });
        await job.end;
        pool.arena.release(job.out);
      }
    };
    await Promise.all(Array.from({ length: 8 }, keepBusy));
    expect(outcome(bulk.ended())).toBe('done');
  });

  test('nobody waits behind a backlog: jobs of other owners and priorities get slots', async () => {
    makePool({ workers: 1 });
    const backlog = Array.from({ length: 100 }, () => endlessJob(64 * 1024));
    const other = pool.hashRecords({ data: small, priority: 'bulk', owner: 2 });
    const urgent = pool.hashRecords({ data: small, priority: 'interactive', owner: 1 });
    expect(outcome(await other.end)).toBe('done');
    expect(outcome(await urgent.end)).toBe('done');
    for (const job of backlog) job.handle.cancel(cancelled());
    for (const job of backlog) expect(outcome(await job.end)).toBe('RequestCancelled');
  });
});

describe('cancelling', () => {
  test('a job that waits in the queue ends at once', () => {
    const { scheduler } = makePool({ workers: 1 });
    const jobs = Array.from({ length: 50 }, () => endlessJob(64 * 1024));
    const waiting = jobs.at(-1);
    const { length } = scheduler.queue;
    waiting?.handle.cancel(cancelled());
    expect(outcome(waiting?.ended())).toBe('RequestCancelled');
    expect(scheduler.queue.length).toBe(length - 1);
    for (const job of jobs) job.handle.cancel(cancelled());
  });

  test.each([
    ['wasm', 64 * GiB],
    ['openssl', 64 * GiB],
    ['wasm', 64 * 1024],
    ['openssl', 64 * 1024],
    ['wasm', 65_535],
  ] as const)(
    'a job that runs ends when nobody touches it, and the workers are free: %s, records of %i',
    async (engine, size) => {
      makePool({ workers: 2 });
      const recordSize = size === 64 ? 65_536 : size;
      const job = endlessJob(recordSize, engine);
      let touchedAtItsEnd: number[] | undefined;
      const seen = job.end.then(() => {
        touchedAtItsEnd = pool.touched();
      });
      await until(() => pool.touched().length > 0);
      job.handle.cancel(cancelled());
      await seen;
      expect(touchedAtItsEnd).toEqual([]);
      expect(outcome(job.ended())).toBe('RequestCancelled');
      expect(pool.lost).toBe(0);
      expect([0, 1].map((worker) => pool.scheduler.methodOf(worker))).toEqual([undefined, undefined]);
    },
  );

  test('the first reason counts, and a cancel after the end does nothing', async () => {
    makePool();
    const job = endlessJob(64 * 1024);
    job.handle.cancel(deadlineExceeded());
    job.handle.cancel(cancelled());
    expect(outcome(await job.end)).toBe('DeadlineExceeded');
    const done = pool.hashRecords({ data: small });
    await done.end;
    done.handle.cancel(cancelled());
    expect(outcome(done.ended())).toBe('done');
  });

  test('cancels at every moment of short jobs leave each with one end, and the next jobs right', async () => {
    makePool({ workers: 2 });
    for (let round = 0; round < 100; round++) {
      const jobs = Array.from({ length: 6 }, (_, i) => pool.hashRecords({ data: small, owner: i, shardBytes: 6400 }));
      for (let turn = 0; turn < round % 7; turn++) await nextTurn();
      for (const job of jobs.slice(0, 4)) job.handle.cancel(cancelled());
      for (const job of jobs) {
        const end = outcome(await job.end);
        if (end === 'done') expect(pool.digestsOf(job, 1000).equals(smallDigests)).toBe(true);
        else expect(end).toBe('RequestCancelled');
      }
      expect(jobs.slice(4).map((job) => outcome(job.ended()))).toEqual(['done', 'done']);
      for (const job of jobs) pool.arena.release(job.out);
    }
    expect(pool.touched()).toEqual([]);
  });
});

describe('deadlines', () => {
  test('a deadline that has passed ends a job in the queue', async () => {
    makePool({ workers: 1 });
    const late = pool.hashRecords({ data: small, deadlineAt: sharedNow() - 1 });
    const jobs = Array.from({ length: 50 }, () => endlessJob(64 * 1024));
    expect(outcome(await late.end)).toMatch('DeadlineExceeded');
    for (const job of jobs) job.handle.cancel(cancelled());
  });

  test('a deadline ends a job that runs, and its workers are free', async () => {
    makePool({ workers: 2 });
    const out = pool.arena.allocate(64);
    const args = {
      algorithm: 1,
      engine: 1,
      recordSize: 64 * GiB,
      count: 1,
      shardRecords: 1,
      out: out.address,
      data: 0,
    };
    const job = pool.submit(hashRecords, { ...args, fd: sparse, fileOffset: 0 }, { deadlineAt: sharedNow() + 30 });
    const end = await job.end;
    expect(outcome(end)).toBe('DeadlineExceeded');
    expect(pool.touched()).toEqual([]);
  });

  test('a deadline beyond what a timer takes is none', async () => {
    makePool();
    const job = pool.hashRecords({ data: small, deadlineAt: Number.MAX_SAFE_INTEGER });
    expect(outcome(await job.end)).toBe('done');
  });
});

describe('progress', () => {
  test('it grows up to the job’s bytes, and is told of no other job', async () => {
    makePool({ workers: 2 });
    const told: number[] = [];
    const data = bytes(96 * 2 ** 20);
    const job = pool.hashRecords({ data, priority: 'bulk', onProgress: (done) => told.push(done) });
    await job.end;
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.every((done) => done >= 0 && done <= data.length)).toBe(true);
  });
});

test('what goes wrong where an end is told costs no other job its end', async () => {
  makePool({ workers: 1 });
  const job = pool.hashRecords({ data: small });
  const args = {
    algorithm: 1,
    engine: 1,
    recordSize: 64,
    count: 1,
    shardRecords: 1,
    out: bin.address,
    data: bin.address + 4096,
  };
  const spec = { ...specOf(hashRecords, { ...args, fd: -1, fileOffset: 0 }), owner: 2 };
  pool.scheduler.submit(spec, () => {
    throw new Error('nobody listens');
  });
  const other = pool.hashRecords({ data: small, owner: 3 });
  expect(outcome(await job.end)).toBe('done');
  expect(outcome(await other.end)).toBe('done');
  await until(() => pool.faults.length > 0);
  expect(pool.faults.splice(0)).toEqual([expect.stringContaining('nobody listens')]);
});

describe('a lost worker', () => {
  test.each(['wasm', 'openssl'] as const)(
    'its job ends with WorkerLost, and a fresh worker runs the next: %s',
    async (engine) => {
      makePool({ workers: 1 });
      const job = endlessJob(64 * GiB, engine);
      await aJobHasBegun();
      pool.crew.terminate(0);
      expect(outcome(await job.end)).toBe('WorkerLost');
      const next = pool.hashRecords({ data: small });
      expect(outcome(await next.end)).toBe('done');
      expect(pool.digestsOf(next, 1000).equals(smallDigests)).toBe(true);
      expect([pool.lost, pool.crew.restarts(0)]).toEqual([1, 1]);
    },
  );

  test('a job that waited for it runs on the worker that comes after', async () => {
    makePool({ workers: 1 });
    const first = endlessJob(64 * GiB);
    await aJobHasBegun();
    pool.crew.terminate(0);
    const waiting = pool.hashRecords({ data: small, owner: 2 });
    expect(outcome(await first.end)).toBe('WorkerLost');
    expect(['done', 'WorkerLost']).toContain(outcome(await waiting.end));
  });

  test('workers that are terminated at any moment cost jobs at worst a WorkerLost, never an answer', async () => {
    makePool({ workers: 2 });
    let lostJobs = 0;
    for (let round = 0; round < 12; round++) {
      const jobs = Array.from({ length: 12 }, (_, i) => pool.hashRecords({ data: small, owner: i, shardBytes: 1280 }));
      for (let turn = 0; turn < (round % 5) * 3; turn++) await nextTurn();
      pool.crew.terminate(round % 2);
      if (round % 3 === 0) pool.crew.terminate(1 - (round % 2));
      for (const job of jobs) {
        const end = outcome(await job.end);
        if (end === 'WorkerLost') lostJobs++;
        else {
          expect(end).toBe('done');
          expect(pool.digestsOf(job, 1000).equals(smallDigests)).toBe(true);
        }
      }
    }
    expect(lostJobs).toBeLessThan(12 * 12);
    await until(() => pool.touched().length === 0);
    const last = pool.hashRecords({ data: small });
    expect(outcome(await last.end)).toBe('done');
  });
});

describe('without workers', () => {
  test('the main thread works in their place, a step at a time between its other tasks', async () => {
    makePool({ workers: 0 });
    let turnsMeanwhile = 0;
    const long = pool.hashRecords({ data: bytes(8 * 2 ** 20), recordSize: 8 * 2 ** 20, priority: 'bulk' });
    const short = pool.hashRecords({ data: small });
    while (long.ended() === undefined) {
      await nextTurn();
      turnsMeanwhile++;
    }
    expect(turnsMeanwhile).toBeGreaterThanOrEqual(8);
    expect(outcome(await short.end)).toBe('done');
    expect(pool.digestsOf(short, 1000).equals(smallDigests)).toBe(true);
    expect(pool.digestsOf(long, 1).equals(digests('sha256', [bytes(8 * 2 ** 20)]))).toBe(true);
    expect((await long.end).timing.workers).toBe(0);
  });

  test('a job of minutes is cancelled there as anywhere', async () => {
    makePool({ workers: 0 });
    const job = endlessJob(64 * GiB);
    await nextTurn();
    await nextTurn();
    job.handle.cancel(cancelled());
    expect(outcome(await job.end)).toBe('RequestCancelled');
  });
});

describe('the end', () => {
  test('jobs in slots and in the queue end, jobs that come are refused, and no worker has to be terminated', async () => {
    makePool({ workers: 2 });
    const jobs = Array.from({ length: 40 }, (_, i) => endlessJob(i % 2 === 0 ? 64 * GiB : 65_536));
    await until(() => pool.touched().length > 0);
    const terminated = await pool.close();
    expect(terminated).toBe(0);
    expect(jobs.map((job) => outcome(job.ended()))).toEqual(jobs.map(() => 'WorkerLost'));
    const late = pool.hashRecords({ data: small });
    expect(outcome(late.ended())).toBe('WorkerLost');
    const lateInline = pool.hashRecords({ data: bytes(64), inlineMicros: 1 });
    expect(outcome(lateInline.ended())).toBe('WorkerLost');
  });

  test('a crew that never started stops, and can be stopped twice', async () => {
    makePool();
    expect(await pool.close()).toBe(0);
    expect(await pool.close()).toBe(0);
  });

  test('workers that have only begun to start are stopped too', async () => {
    makePool({ workers: 4 });
    const job = pool.hashRecords({ data: small });
    await pool.close();
    expect(['WorkerLost', 'done']).toContain(outcome(job.ended()));
  });
});
