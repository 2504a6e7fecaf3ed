/** Requests that are cancelled, whose connection or sidecar ends, or whose kernel fails: one settlement each, and free workers. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { ServerStatus } from '../../protocol/methods/server.ts';
import { cancelled } from '../../sidecar/pool/job.ts';
import { createSidecar, type Sidecar, type SidecarOptions } from '../../sidecar/sidecar.ts';
import { FAULTY_KERNEL } from '../pool/pool.ts';
import { Caller, plainFrame, until } from './caller.ts';
import { bytes, digests, records } from './oracle.ts';

const GiB = 2 ** 30;
const folder = mkdtempSync(join(tmpdir(), 'outrigger-life-'));
const sparse = join(folder, 'sparse');
writeFileSync(sparse, '');
truncateSync(sparse, GiB);

let sidecar: Sidecar;
let faults: string[];

async function start(options: SidecarOptions = {}): Promise<Caller> {
  faults = [];
  const fault = (message: string, detail: string) => void faults.push(`${message}: ${detail}`);
  sidecar = await createSidecar({ workers: 2, fault, ...options });
  return new Caller(sidecar.dispatcher);
}

/** A sidecar whose workers have all started. */
async function startReady(options?: SidecarOptions): Promise<Caller> {
  const caller = await start(options);
  await caller.digests('hash/records', { algorithm: 'sha256', data: bytes(64 * 5000) });
  await until(() => caller.status().workers.every(({ state }) => state === 'idle'));
  return caller;
}

afterEach(() => sidecar.close());
afterAll(() => rmSync(folder, { recursive: true }));

const LONG_CALLS: [name: string, method: string, params: object][] = (['wasm', 'openssl'] as const).flatMap(
  (engine) => [
    [`records of a 1 GiB file, ${engine}`, 'hash/records', { data: { path: sparse }, recordSize: 65_536, engine }],
    [`one record of 1 GiB, ${engine}`, 'hash/records', { data: { path: sparse }, recordSize: GiB, engine }],
    [`a 1 GiB file, ${engine}`, 'hash/files', { paths: [sparse, sparse, sparse, sparse], engine }],
    [
      `messages of a 1 GiB file, ${engine}`,
      'hash/messages',
      { data: { path: sparse }, lengths: [GiB / 2, GiB / 2], engine },
    ],
    [
      `a list with 1 GiB files, ${engine}`,
      'hash/messages',
      { messages: ['x', { path: sparse }, { path: sparse }], engine },
    ],
  ],
);

describe('a cancel in the middle', () => {
  test.each(LONG_CALLS)(
    '%s: it is answered RequestCancelled, with idle workers and its memory free',
    async (_name, method, params) => {
      const caller = await startReady();
      const before = caller.status().arena;
      const request = caller.start(method, { algorithm: 'sha256', ...params, progressToken: 1 });
      // One look: between two, a worker can have run out of shards until the main thread adds more.
      let methods: (string | undefined)[] = [];
      await until(() => {
        methods = caller.busyMethods();
        return methods.length > 0;
      });
      expect(new Set(methods)).toEqual(new Set([method]));
      request.handle.cancel(cancelled());
      let after: ServerStatus | undefined;
      const { error } = await request.reply.finally(() => {
        after = caller.status();
      });
      expect(error?.name).toBe('RequestCancelled');
      expect(after?.workers.map(({ state }) => state)).toEqual(['idle', 'idle']);
      expect(after?.arena).toEqual(before);
      expect(after?.queue).toEqual({ length: 0, bytes: 0 });
      expect(request.progress[0]).toMatchObject({ kind: 'begin', done: 0 });
      expect(request.progress.at(-1)).toMatchObject({ kind: 'end' });
      expect(faults).toEqual([]);
    },
  );

  test.each(['wasm', 'openssl'] as const)(
    'a 256 MiB segment, %s: its workers are free when it is answered',
    async (engine) => {
      const caller = await start();
      const { segment } = await caller.result('segment/open', { bytes: GiB / 4 });
      const data = { segment, offset: 0, length: GiB / 4 };
      const into = { segment, offset: 0, length: 0 };
      for (const recordSize of [1024, GiB / 4]) {
        const { segment: out } = await caller.result('segment/open', { bytes: 32 * 2 ** 18 });
        const request = caller.start('hash/records', {
          ...{ algorithm: 'sha256', engine, data, recordSize },
          into: { ...into, segment: out, length: 32 * 2 ** 18 },
        });
        await until(() => caller.busyWorkers() > 0);
        request.handle.cancel(cancelled());
        expect((await request.reply).error?.name).toBe('RequestCancelled');
        expect(caller.busyWorkers()).toBe(0);
        await caller.result('segment/close', { segment: out });
      }
    },
  );

  test('a request that still opens its files goes no further', async () => {
    const caller = await start();
    const before = caller.status().arena;
    const messages = Array.from({ length: 50 }, () => ({ path: sparse }));
    const request = caller.start('hash/messages', { algorithm: 'sha256', messages });
    request.handle.cancel(cancelled());
    expect((await request.reply).error?.name).toBe('RequestCancelled');
    expect(caller.status()).toMatchObject({ arena: before, queue: { length: 0 } });
  });

  test('after the answer it does nothing', async () => {
    const caller = await start();
    const inline = caller.start('hash/records', { algorithm: 'sha256', data: bytes(64) });
    inline.handle.cancel(cancelled());
    expect((await inline.reply).error).toBeUndefined();
    const worker = caller.start('hash/records', { algorithm: 'sha256', data: bytes(64 * 5000) });
    await worker.reply;
    worker.handle.cancel(cancelled());
    expect(worker.settled()?.error).toBeUndefined();
  });
});

describe('deadlines', () => {
  test.each(LONG_CALLS)('%s ends with DeadlineExceeded, and its workers are free', async (_name, method, params) => {
    const caller = await start();
    const { error } = await caller.call(method, { algorithm: 'sha256', ...params, deadlineMs: 100 });
    expect(error).toMatchObject({ name: 'DeadlineExceeded', data: { retryable: true } });
    expect(caller.busyWorkers()).toBe(0);
  });

  test('a deadline of 0 has passed, inline too; the sidecar’s own is for requests that name none', async () => {
    const caller = await start({ limits: { deadlineMs: 1 } });
    const tiny = { algorithm: 'sha256', data: bytes(64) };
    expect(await caller.errorName('hash/records', { ...tiny, deadlineMs: 0 })).toBe('DeadlineExceeded');
    expect(await caller.errorName('hash/records', { ...tiny, deadlineMs: 60_000 })).toBeUndefined();
    const long = { algorithm: 'sha256', data: { path: sparse }, recordSize: GiB };
    expect(await caller.errorName('hash/records', long)).toBe('DeadlineExceeded');
  });
});

describe('a connection that ends', () => {
  test('its requests are cancelled and its segments come back once no worker touches them', async () => {
    const caller = await start();
    const observer = new Caller(sidecar.dispatcher);
    const before = observer.status().arena;
    const { segment } = await caller.result('segment/open', { bytes: GiB / 4 });
    const requests = [
      caller.start('hash/records', {
        ...{ algorithm: 'sha256', engine: 'wasm', recordSize: GiB / 4 },
        data: { segment, offset: 0, length: GiB / 4 },
      }),
      ...LONG_CALLS.map(([, method, params]) => caller.start(method, { algorithm: 'sha256', ...params })),
    ];
    await until(() => observer.busyWorkers() > 0);
    caller.close();
    expect(observer.status().arena.segments).toBe(0);
    const replies = await Promise.all(requests.map(({ reply }) => reply));
    expect(replies.map(({ error }) => error?.name)).toEqual(replies.map(() => 'RequestCancelled'));
    expect(observer.busyWorkers()).toBe(0);
    // Large segments are taken back in steps.
    await until(() => observer.status().arena.used === before.used);
    expect(observer.status().arena).toEqual(before);
  });
});

describe('the end of the sidecar', () => {
  test('what is in flight is settled, what comes is refused, and segments are given back', async () => {
    const caller = await start();
    await caller.result('segment/open', { bytes: 1 });
    const requests = LONG_CALLS.map(([, method, params]) => caller.start(method, { algorithm: 'sha256', ...params }));
    await until(() => caller.busyWorkers() > 0);
    await sidecar.close();
    const replies = await Promise.all(requests.map(({ reply }) => reply));
    const names = new Set(replies.map(({ error }) => error?.name));
    expect([...names].sort()).toEqual(['WorkerLost']);
    expect(await caller.errorName('hash/records', { algorithm: 'sha256', data: bytes(64) })).toBe('WorkerLost');
    expect(caller.status().arena.segments).toBe(0);
    expect(faults).toEqual([]);
  });
});

describe('faults', () => {
  test('a kernel that traps is told to whom it concerns, counted and logged; the connection goes on', async () => {
    const caller = await start({ kernelFile: FAULTY_KERNEL, workers: 1 });
    for (const count of [1, 5000]) {
      const data = bytes(64 * count);
      data.set(Buffer.from('outrigger!panics'));
      const { error } = await caller.call('hash/records', { algorithm: 'sha256', engine: 'wasm', data });
      expect(error).toMatchObject({ name: 'KernelTrap', code: 6, data: { operation: 'hash/records' } });
      expect(error?.data.message).toMatch(/^a panic was asked for/);
      const good = bytes(64 * count, 4);
      const right = await caller.digests('hash/records', { algorithm: 'sha256', engine: 'wasm', data: good });
      expect(right.equals(digests('sha256', records(good, 64)))).toBe(true);
    }
    const { workers } = await caller.result('server/stats');
    expect(workers).toEqual({ restarts: 0, traps: 2 });
    expect(faults.length).toBe(2);
  });

  test.each([
    ['is no module', Buffer.from('not wasm')],
    ['lacks the ABI', Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])],
  ])('a kernel that %s fails each request, without a hang or a leak', async (_what, module) => {
    const kernelFile = join(folder, 'bad.wasm');
    writeFileSync(kernelFile, module);
    const caller = await start({ kernelFile });
    const before = caller.status();
    for (const count of [1, 5000, 1, 5000]) {
      const { error } = await caller.call('hash/records', { algorithm: 'sha256', data: bytes(64 * count) });
      expect(error).toMatchObject({ name: 'InternalError', code: -32_603 });
      expect(error?.message).not.toContain(folder);
    }
    expect(caller.status()).toEqual({ ...before, uptimeMs: expect.anything() });
    expect(faults.length).toBeGreaterThan(0);
  });

  test('a reply that can’t be encoded is settled once, and gives everything back', async () => {
    const caller = await start();
    const before = caller.status().arena;
    for (const data of [bytes(64), bytes(64 * 5000)]) {
      let settled = 0;
      await new Promise<void>((resolve) => {
        const frame = plainFrame();
        const request = { method: 'hash/records', params: { algorithm: 'sha256', data }, receivedAt: 0, frame };
        sidecar.dispatcher.start(caller, { ...request, codec: 'json', onProgress() {} }, () => {
          settled++;
          setImmediate(resolve);
          throw new Error('cannot be encoded');
        });
      });
      expect(settled).toBe(1);
    }
    expect(caller.status().arena).toEqual(before);
    expect(faults).toEqual([
      expect.stringContaining('cannot be encoded'),
      expect.stringContaining('cannot be encoded'),
    ]);
  });
});

describe('progress', () => {
  test('it begins at 0 and ends at the total before the reply, with and without workers', async () => {
    const caller = await start();
    for (const count of [1, 50_000]) {
      const params = { algorithm: 'sha256', data: bytes(64 * count), progressToken: 'p' };
      const request = caller.start('hash/records', params);
      await request.reply;
      const unit = { total: 64 * count, unit: 'bytes' };
      expect(request.progress[0]).toEqual({ kind: 'begin', done: 0, ...unit });
      expect(request.progress.at(-1)).toEqual({ kind: 'end', done: 64 * count, ...unit });
    }
    const path = join(folder, 'small');
    writeFileSync(path, bytes(3 * 2 ** 20));
    const files = caller.start('hash/files', { algorithm: 'sha256', paths: [path, '/nothing'], progressToken: 7 });
    await files.reply;
    expect(files.progress[0]).toMatchObject({ kind: 'begin', done: 0, total: 3 * 2 ** 20 });
    expect(files.progress.at(-1)).toMatchObject({ kind: 'end', done: 3 * 2 ** 20, total: 3 * 2 ** 20 });
  });
});
