/** Bounds on what is in flight: past them the answer is Busy at once, and nothing of it stays counted. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Limits } from '../../protocol/limits.ts';
import { cancelled } from '../../sidecar/pool/job.ts';
import { createSidecar, type Sidecar } from '../../sidecar/sidecar.ts';
import { Caller, type Pending } from './caller.ts';
import { bytes } from './oracle.ts';

const folder = mkdtempSync(join(tmpdir(), 'outrigger-admission-'));
const endless = { path: join(folder, 'sparse') };
writeFileSync(endless.path, '');
truncateSync(endless.path, 2 ** 36);

let sidecar: Sidecar;
let pending: Pending[] = [];

async function start(limits: Partial<Limits>): Promise<Caller> {
  sidecar = await createSidecar({ workers: 1, limits: { arenaBytes: 2 ** 28, ...limits } });
  return new Caller(sidecar.dispatcher);
}

/** A request that goes on until it is cancelled, holding `held` bytes. */
function hold(caller: Caller, held = 0): Pending {
  const messages = [endless, bytes(held)];
  const request = caller.start('hash/messages', { algorithm: 'sha256', engine: 'wasm', messages });
  pending.push(request);
  return request;
}

afterEach(async () => {
  for (const request of pending) request.handle.cancel(cancelled());
  await Promise.all(pending.map(({ reply }) => reply));
  pending = [];
  await sidecar.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

const tiny = { algorithm: 'sha256', data: bytes(64) };

describe('Busy', () => {
  test('one request more than inFlight is refused at once and may be tried again, another connection’s is not', async () => {
    const caller = await start({ inFlight: 3 });
    for (let i = 0; i < 3; i++) hold(caller);
    const fourth = caller.start('hash/records', tiny).settled();
    expect(fourth?.error).toMatchObject({ name: 'Busy', data: { retryable: true } });
    expect(fourth?.error?.data.retryAfterMs).toBeGreaterThan(0);
    const other = new Caller(sidecar.dispatcher);
    expect(await other.errorName('hash/records', tiny)).toBeUndefined();
    pending[0]?.handle.cancel(cancelled());
    await pending[0]?.reply;
    expect(await caller.errorName('hash/records', tiny)).toBeUndefined();
  });

  test('bytes in flight are bounded a connection', async () => {
    const caller = await start({ inFlightBytes: 2 ** 20 });
    hold(caller, 700_000);
    const data = { algorithm: 'sha256', data: bytes(400_000), recordSize: 400_000 };
    expect(caller.start('hash/records', data).settled()?.error?.name).toBe('Busy');
    const other = new Caller(sidecar.dispatcher);
    expect(await other.errorName('hash/records', data)).toBeUndefined();
    expect(await caller.errorName('hash/records', tiny)).toBeUndefined();
  });

  test('a request that would pass the bound by itself is TooLarge: no other try of it could do better', async () => {
    const caller = await start({ inFlightBytes: 2 ** 20 });
    const texts = [bytes(700_000), bytes(700_000)];
    const { error } = await caller.call('text/dedupe', { texts, mode: 'exact' });
    expect(error).toMatchObject({ name: 'TooLarge', data: { limit: 'inFlightBytes', max: 2 ** 20, got: 1_400_000 } });
    expect(await caller.errorName('hash/records', tiny)).toBeUndefined();
  });

  test('bytes in flight are bounded in all', async () => {
    const first = await start({ totalInFlightBytes: 2 ** 20 });
    const second = new Caller(sidecar.dispatcher);
    hold(first, 400_000);
    hold(second, 400_000);
    const data = { algorithm: 'sha256', data: bytes(400_000), recordSize: 400_000 };
    const third = new Caller(sidecar.dispatcher);
    expect(await third.errorName('hash/records', data)).toBe('Busy');
    expect(await third.errorName('hash/records', tiny)).toBeUndefined();
  });

  test('replies that a client doesn’t read are counted: it is told Busy before it would be cut off', async () => {
    const caller = await start({ outputBytes: 2 ** 20 });
    const data = { algorithm: 'sha256', data: bytes(64 * 4096) };
    expect(await caller.errorName('hash/records', data)).toBeUndefined();
    caller.unreadBytes = 2 ** 20 - 4096 * 32;
    expect(await caller.errorName('hash/records', data)).toBe('Busy');
    expect(await caller.errorName('server/status')).toBeUndefined();
    caller.unreadBytes = 0;
    expect(await caller.errorName('hash/records', data)).toBeUndefined();
  });

  test('a thousand requests, good, refused and failed, leave nothing counted', async () => {
    const caller = await start({ inFlight: 2, inFlightBytes: 2 ** 20, outputBytes: 2 ** 20 });
    for (let i = 0; i < 1000; i++) {
      await caller.call('hash/records', { ...tiny, data: bytes(64 * (i % 5)), recordSize: 1 + (i % 3) });
      await caller.call('hash/messages', { algorithm: 'sha256', messages: [bytes(2 ** 20 + i)] });
      await caller.call('hash/files', { algorithm: 'sha256', paths: ['/nothing', '/proc/version'] });
    }
    expect(
      await caller.errorName('hash/records', { ...tiny, data: bytes(1000 * 500), recordSize: 1000 }),
    ).toBeUndefined();
  });
});

describe('TooLarge', () => {
  test('a request that could never be admitted is not told to try again', async () => {
    const caller = await start({ inFlightBytes: 2 ** 20, outputBytes: 2 ** 20 });
    const data = bytes(2 ** 20 + 1);
    const { error } = await caller.call('hash/messages', { algorithm: 'sha256', messages: [data] });
    expect(error).toMatchObject({ name: 'TooLarge', data: { limit: 'inFlightBytes', max: 2 ** 20 } });
    const reply = await caller.call('hash/records', { algorithm: 'sha256', data: bytes(33_000), recordSize: 1 });
    expect(reply.error).toMatchObject({ name: 'TooLarge', data: { limit: 'outputBytes' } });
  });

  test('a reply that would be too large is refused before any work, as its codec writes it, and `into` is the way', async () => {
    const caller = await start({ replyBytes: 1024 });
    const records = (count: number) => ({ algorithm: 'sha256', data: bytes(64 * count) });
    expect(await caller.errorName('hash/records', records(32))).toBeUndefined();
    expect(await caller.errorName('hash/records', records(32), { codec: 'json' })).toBe('TooLarge');
    expect(await caller.errorName('hash/records', records(23), { codec: 'json' })).toBeUndefined();
    const { error } = await caller.call('hash/records', records(33));
    expect(error).toMatchObject({ name: 'TooLarge', data: { limit: 'replyBytes', max: 1024, got: 33 * 32 } });
    expect(error?.message).toContain('`into`');
    const { segment } = await caller.result('segment/open', { bytes: 4096 });
    const into = { segment, offset: 0, length: 4096 };
    expect(await caller.errorName('hash/records', { ...records(100), into })).toBeUndefined();
    expect(await caller.errorName('segment/read', { segment, offset: 0, length: 1025 })).toBe('TooLarge');
    expect(await caller.errorName('segment/read', { segment, offset: 0, length: 1024 })).toBeUndefined();
  });
});

describe('OutOfMemory', () => {
  test('an arena that is full is told with what was asked and what there is, and serves again when there is room', async () => {
    const caller = await start({ arenaBytes: 2 ** 26, segmentBytes: 2 ** 26 });
    const { arena } = await caller.result('server/status');
    const { largestFree } = arena as { largestFree: number };
    const { segment } = await caller.result('segment/open', { bytes: largestFree });
    const { error } = await caller.call('segment/open', { bytes: 1 });
    expect(error).toMatchObject({ name: 'OutOfMemory', data: { retryable: true, largestFree: 0 } });
    const big = { algorithm: 'sha256', data: bytes(2 ** 20), recordSize: 2 ** 20 };
    expect((await caller.call('hash/records', big)).error).toMatchObject({
      name: 'OutOfMemory',
      data: { requested: expect.any(Number), largestFree: 0 },
    });
    await caller.result('segment/close', { segment });
    expect(await caller.errorName('hash/records', big)).toBeUndefined();
  });
});
