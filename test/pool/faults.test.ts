/** Kernels that trap, run over their stack or never end: who asked is told, and nobody else notices. */
import { afterEach, describe, expect, test } from 'vitest';
import { PAGE } from '../../sidecar/arena/layout.ts';
import { cancelled, shuttingDown } from '../../sidecar/pool/job.ts';
import { hashRecords } from '../../sidecar/pool/operations/hash-records.ts';
import { until } from '../dispatch/caller.ts';
import { bytes, digests, records } from '../dispatch/oracle.ts';
import { FAULTY_KERNEL, outcome, Pool, type PoolOptions } from './pool.ts';

const MiB = 2 ** 20;
const small = bytes(64 * 1000, 3);
const smallDigests = digests('sha256', records(small, 64));

/** One record in memory. */
const RECORD = { algorithm: 1, engine: 1, recordSize: 64, count: 1, shardRecords: 1, fd: -1, fileOffset: 0 };

let pool: Pool;

function makePool(options: PoolOptions = {}): Pool {
  pool = new Pool({ kernelFile: FAULTY_KERNEL, ...options });
  return pool;
}

afterEach(async () => {
  await pool.close();
});

/** Data whose first record asks the kernel to fail. */
function asking(word: string, length = 64 * 1000): Uint8Array {
  const data = bytes(length, 7);
  data.set(Buffer.from(word));
  return data;
}

/** The next job has the right digests: what a trap leaves behind is thrown away. */
async function expectWorking(inlineMicros?: number): Promise<void> {
  const next = pool.hashRecords({ data: small, ...(inlineMicros === undefined ? {} : { inlineMicros }) });
  expect(outcome(await next.end)).toBe('done');
  expect(pool.digestsOf(next, 1000).equals(smallDigests)).toBe(true);
  pool.arena.release(next.out);
}

const TRAPS: [word: string, message: RegExp][] = [
  ['outrigger!panics', /^a panic was asked for \(.+\.rs:\d+\)$/],
  ['outrigger!bounds', /out of bounds/],
  ['outrigger!memory', /memory|alloc|capacity/i],
];

describe.each([
  ['on a worker', undefined],
  ['inline', 1],
])('a trap %s', (_where, inlineMicros) => {
  const where = inlineMicros === undefined ? {} : { inlineMicros };

  test.each(TRAPS)('%s: the request is told why, and the next job is right', async (word, message) => {
    makePool({ workers: 1 });
    for (let round = 0; round < 3; round++) {
      const end = await pool.hashRecords({ data: asking(word), ...where }).end;
      expect(end).toMatchObject({ ok: false, error: { name: 'KernelTrap' } });
      if (!end.ok) expect(end.error.data).toMatchObject({ operation: 'test', message: expect.stringMatching(message) });
      await expectWorking(inlineMicros);
    }
    expect(pool.scheduler.trapCount).toBe(3);
    expect(pool.lost).toBe(0);
    expect(pool.faults.length).toBe(3);
  });

  test('a job that wrote under its stack is a trap, and harmed nobody', async () => {
    makePool({ workers: 1 });
    const slab = pool.arena.layout.slabs[inlineMicros === undefined ? 0 : 1];
    const input = pool.arena.allocate(64);
    const args = { ...RECORD, data: input.address };
    for (const out of [(slab?.redZone ?? 0) + PAGE - 32, slab?.redZone ?? 0]) {
      const end = await pool.submit(hashRecords, { ...args, out }, where).end;
      expect(end).toMatchObject({ ok: false, error: { name: 'KernelTrap', data: { message: 'stack overflow' } } });
      await expectWorking(inlineMicros);
    }
    expect(pool.lost).toBe(0);
  });

  test('a touch of the guard page is a trap', async () => {
    makePool({ workers: 1 });
    if (!pool.arena.guarded) return;
    const data = pool.arena.layout.slabs[0]?.guard ?? 0;
    const out = pool.arena.allocate(32);
    const end = await pool.submit(hashRecords, { ...RECORD, data, out: out.address }, where).end;
    expect(end).toMatchObject({ ok: false, error: { name: 'KernelTrap' } });
    await expectWorking(inlineMicros);
    expect(pool.lost).toBe(0);
  });
});

describe("a trap of one job, beside another job's shard that is open on the same worker", () => {
  test.each([
    ['openssl', 'done'],
    ['wasm', 'WorkerLost'],
  ] as const)('what lay in the slab is lost and told so, what did not goes on: %s', async (engine, expected) => {
    makePool({ workers: 1 });
    const data = bytes(128 * MiB, 5);
    const long = pool.hashRecords({ data, recordSize: data.length, engine, priority: 'bulk', owner: 2 });
    await until(() => pool.arena.control.steps(0) > 1);
    const trap = await pool.hashRecords({ data: asking('outrigger!panics') }).end;
    expect(outcome(trap)).toBe('KernelTrap');
    const end = await long.end;
    expect(outcome(end)).toBe(expected);
    if (end.ok) expect(pool.digestsOf(long, 1).equals(digests('sha256', [data]))).toBe(true);
    else expect(end.error.data).toMatchObject({ retryable: true });
    await expectWorking();
  });
});

describe('a kernel that never ends', () => {
  test('its request is told DeadlineExceeded, its worker is replaced, and others’ jobs are done', async () => {
    makePool({ workers: 2, stepMs: 300 });
    const stuck = pool.hashRecords({ data: asking('outrigger!spins!'), shardBytes: 64 * 1000 });
    await until(() => pool.touched().length > 0);
    await expectWorking();
    const end = await stuck.end;
    expect(outcome(end)).toBe('DeadlineExceeded');
    expect(pool.lost).toBe(1);
    for (let i = 0; i < 4; i++) await expectWorking();
    expect(pool.crew.restarts(0) + pool.crew.restarts(1)).toBe(1);
  });

  test('an end at shutdown doesn’t wait for it', async () => {
    makePool({ workers: 2 });
    const stuck = pool.hashRecords({ data: asking('outrigger!spins!') });
    // A worker may be at work before the message that it is ready was heard: until then the crew counts it as starting.
    await until(() => pool.touched().length > 0 && [0, 1].every((worker) => !pool.crew.isStarting(worker)));
    pool.scheduler.close(shuttingDown());
    expect(await pool.crew.stop(50)).toBe(1);
    expect(outcome(await stuck.end)).toBe('WorkerLost');
  });

  test('a request that is cancelled ends once its worker was terminated: its memory is nobody’s then', async () => {
    makePool({ workers: 1 });
    const stuck = pool.hashRecords({ data: asking('outrigger!spins!') });
    await until(() => pool.touched().length > 0);
    stuck.handle.cancel(cancelled());
    expect(outcome(stuck.ended())).toBe('not yet');
    expect(outcome(await stuck.end)).toBe('RequestCancelled');
    expect([pool.touched(), pool.lost]).toEqual([[], 1]);
    await expectWorking();
  });
});
