/** Segments against a real sidecar, each of the three ways to reach one: they differ in speed and in nothing else. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Outrigger, spawn } from '../../client/index.ts';
import { reach } from '../../client/segment-access.ts';
import { caught } from './caught.ts';
import { serveEntry } from './real-sidecar.ts';

/** For a hang alone: a busy machine takes its time. */
const PATIENCE = { timeout: 30_000 };

const unable = vi.hoisted(() => ({ why: undefined as string | undefined }));

vi.mock(import('../../client/mapping.ts'), async (importOriginal) => {
  const original = await importOriginal();
  return { ...original, whyNotMapped: () => unable.why ?? original.whyNotMapped() };
});

function sha256Records(data: Uint8Array, recordSize: number): Buffer {
  const digests = [];
  for (let at = 0; at < data.length; at += recordSize) {
    digests.push(
      createHash('sha256')
        .update(data.subarray(at, at + recordSize))
        .digest(),
    );
  }
  return Buffer.concat(digests);
}

/** Without leave to use node:ffi the sidecar's segments are plain arena memory. */
const unmappedSidecar = {
  command: process.execPath,
  args: ['--permission', '--allow-fs-read=*', '--allow-fs-write=*', '--allow-worker', serveEntry, '--stdio'],
};

const ways = [
  { way: 'mapped pages', why: undefined, options: {} },
  { way: 'file I/O', why: 'this test says so', options: {} },
  { way: 'calls', why: undefined, options: unmappedSidecar },
];

describe.each(ways)('a segment reached by $way', ({ way, why, options }) => {
  let rig: Outrigger;
  beforeAll(async () => {
    rig = await spawn({ ...options, env: { NODE_NO_WARNINGS: '1' } });
  });
  afterAll(() => rig.dispose());
  beforeEach(() => {
    unable.why = why;
  });

  test('holds the records that the kernel reads and the digests that it writes', async () => {
    const data = randomBytes(64 * 5000);
    await using seg = await rig.segment(data.length + 32 * 5000);
    expect(seg.mapped).toBe(way === 'mapped pages');
    await seg.write(0, data);
    const into = seg.range(data.length);
    const result = await rig.hash.records(seg.range(0, data.length), { into });
    expect(result).toMatchObject({ count: 5000 });
    expect(result).not.toHaveProperty('digests');
    expect(sha256Records(data, 64).equals(await seg.read(data.length))).toBe(true);
  });

  test('carries more than a frame does', async () => {
    const data = randomBytes(20 * 1024 * 1024);
    await using seg = await rig.segment(data.length);
    await seg.write(0, data);
    const { digests } = await rig.hash.records(seg.range(), { recordSize: 1024 * 1024 });
    expect(sha256Records(data, 1024 * 1024).equals(digests)).toBe(true);
    expect(data.equals(await seg.read())).toBe(true);
  });

  test('is as long as was asked for, and refuses every range beyond by the name of its field', async () => {
    await using seg = await rig.segment(1000);
    expect(seg.length).toBe(1000);
    expect((await seg.read()).length).toBe(1000);
    for (const [offset, length, path] of [
      [1001, 0, 'offset'],
      [-1, 1, 'offset'],
      [0.5, 1, 'offset'],
      [Number.NaN, 1, 'offset'],
      [2 ** 53, 1, 'offset'],
      [0, 1001, 'length'],
      [999, 2, 'length'],
      [0, -1, 'length'],
      [0, 2 ** 32, 'length'],
    ] as const) {
      const expected = { code: 'InvalidParams', data: { path } };
      expect(await caught(seg.read(offset, length))).toMatchObject(expected);
      expect(await caught(Promise.resolve().then(() => seg.range(offset, length)))).toMatchObject(expected);
    }
    expect(await caught(seg.write(999, new Uint8Array(2)))).toMatchObject({ data: { path: 'length' } });
    await seg.write(1000, new Uint8Array(0));
  });

  test('refuses every touch after dispose, and so does a range that outlived it', async () => {
    const seg = await rig.segment(4096);
    const range = seg.range(0, 64);
    await Promise.all([seg.dispose(), seg.dispose()]);
    for (const touch of [
      () => seg.read(0, 1),
      () => seg.write(0, new Uint8Array(1)),
      async () => seg.range(),
      async () => seg.bytes,
      () => rig.hash.records(range),
      () => rig.hash.records('x'.repeat(64), { into: range }),
    ]) {
      expect(await caught(touch())).toMatchObject({ code: 'StaleSegment', rpcCode: 5 });
    }
  });

  test('is kept and reused, and not while a call may still write to it', async () => {
    const before = (await rig.server.status()).arena.segments;
    for (let i = 0; i < 20; i += 1) {
      const seg = await rig.segment(4096 + i);
      await seg.write(0, Buffer.from(`turn ${i}`));
      await seg.dispose();
    }
    expect((await rig.server.status()).arena.segments).toBe(Math.max(before, 1));
    const first = await rig.segment(64 + 32);
    const call = rig.hash.records(first.range(0, 64), { into: first.range(64) });
    await first.dispose();
    await using second = await rig.segment(64 + 32);
    await second.write(0, Buffer.alloc(96, 7));
    await call;
    expect(Buffer.alloc(96, 7).equals(await second.read())).toBe(true);
  });

  test('is closed rather than kept past the pool’s bounds', async () => {
    const segments = await Promise.all(Array.from({ length: 8 }, () => rig.segment(4096)));
    await Promise.all(segments.map((seg) => seg.dispose()));
    await vi.waitFor(async () => expect((await rig.server.status()).arena.segments).toBeLessThanOrEqual(4), PATIENCE);
  });

  test('makes room for a larger one by letting kept ones go', async () => {
    const { limits } = await rig.server.info();
    const small = await rig.segment(1024 * 1024);
    await small.dispose();
    await using large = await rig.segment(limits.segmentBytes - 512 * 1024);
    expect(large.length).toBe(limits.segmentBytes - 512 * 1024);
    expect(await caught(rig.segment(1024 * 1024))).toMatchObject({ code: 'OutOfMemory', retryable: true });
  });

  test('completes its own reads and writes before dispose resolves', async () => {
    const data = randomBytes(3 * 1024 * 1024);
    const seg = await rig.segment(data.length);
    const write = seg.write(0, data);
    const read = write.then(() => seg.read()).catch((error) => error.code);
    await seg.dispose();
    await write;
    expect(['StaleSegment']).toContain(await read);
  });
});

test('a segment that can not be mapped says why when its bytes are asked for', async () => {
  unable.why = 'no such luck';
  await using rig = await spawn({ env: { NODE_NO_WARNINGS: '1' } });
  await using seg = await rig.segment(10);
  const error = await caught(Promise.resolve().then(() => seg.bytes));
  expect(error.code).toBe('NotMapped');
  expect(error.message).toContain('no such luck');
});

test('a path that is not the segment is never written to: the bytes go by calls', async () => {
  unable.why = undefined;
  const calls: unknown[] = [];
  const lease = { segment: 'abc-1', bytes: 4096, mapped: true, path: `/proc/${process.pid}/fd/1` };
  const access = await reach(lease, 4096, false, {
    call: (async (method: string) => {
      calls.push(method);
      return null;
    }) as never,
    info: async () => ({ limits: { frameBytes: 65536, replyBytes: 65536 } }) as never,
  });
  expect(access.bytes).toBeUndefined();
  await access.write(0, new Uint8Array(8));
  expect(calls).toEqual(['segment/write']);
  expect(access.whyNotMapped).toContain('not the segment');
});
