/** Segments while workers hash: leases come and go, clients scribble, and nobody else's digest is wrong. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSidecar, type Sidecar } from '../../sidecar/sidecar.ts';
import { Caller, until } from './caller.ts';
import { bytes, digests, records } from './oracle.ts';

const MiB = 2 ** 20;
let sidecar: Sidecar;

beforeAll(async () => {
  sidecar = await createSidecar({ workers: 2 });
});

afterAll(() => sidecar.close());

/** A client that hashes its own segment over and over until it is stopped: how often, and how often wrongly. */
class Hasher {
  readonly caller = new Caller(sidecar.dispatcher);
  private readonly content: Uint8Array;
  private readonly want: Buffer;
  private stopped = false;
  rounds = 0;
  wrong = 0;

  constructor(seed: number) {
    this.content = bytes(64 * 10_000, seed);
    this.want = digests('sha256', records(this.content, 64));
  }

  async run(engine: string): Promise<void> {
    const { segment } = await this.caller.result('segment/open', { bytes: 2 * MiB });
    await this.caller.result('segment/write', { segment, offset: 0, data: this.content });
    const data = { segment, offset: 0, length: this.content.length };
    const into = { segment, offset: MiB, length: this.want.length };
    while (!this.stopped) {
      await this.caller.result('hash/records', { algorithm: 'sha256', engine, data, into });
      const got = (await this.caller.result('segment/read', into)).data as Buffer;
      this.rounds++;
      if (!got.equals(this.want)) this.wrong++;
    }
    this.caller.close();
  }

  stop(): void {
    this.stopped = true;
  }
}

test('2,000 segments come and go while two workers hash others: no leak, and no wrong digest', async () => {
  const observer = new Caller(sidecar.dispatcher);
  const before = observer.status().arena.used;
  const hashers = [new Hasher(1), new Hasher(2)];
  const runs = hashers.map((hasher) => hasher.run('wasm'));
  const churn = new Caller(sidecar.dispatcher);
  for (let i = 0; i < 2000; i++) {
    const { segment } = await churn.result('segment/open', { bytes: 1 + ((i * 7919) % (3 * MiB)) });
    if (i % 5 === 0) {
      const data = bytes(640, i);
      await churn.result('segment/write', { segment, offset: 0, data });
      const got = await churn.digests('hash/records', {
        algorithm: 'sha256',
        data: { segment, offset: 0, length: 640 },
      });
      expect(got.equals(digests('sha256', records(data, 64)))).toBe(true);
    }
    await churn.result('segment/close', { segment });
    // Hashers get their turns.
    if (i % 20 === 0) await new Promise(setImmediate);
  }
  await until(() => hashers.every(({ rounds }) => rounds > 5));
  for (const hasher of hashers) hasher.stop();
  await Promise.all(runs);
  churn.close();
  expect(hashers.map(({ wrong }) => wrong)).toEqual([0, 0]);
  await until(() => observer.status().arena.used === before);
});

test('segments of a connection that ends in the middle of a job are nobody’s until the job has left them', async () => {
  const observer = new Caller(sidecar.dispatcher);
  const before = observer.status().arena.used;
  for (let i = 0; i < 30; i++) {
    const client = new Caller(sidecar.dispatcher);
    const { segment } = await client.result('segment/open', { bytes: 4 * MiB });
    const data = { segment, offset: 0, length: 4 * MiB };
    const requests = [64 * 1024, 4 * MiB].map((recordSize) =>
      client.start('hash/records', { algorithm: 'sha256', engine: 'wasm', data, recordSize }),
    );
    if (i % 3 === 0) await until(() => observer.status().arena.used > before);
    client.close();
    // The range may be leased anew at once: it holds only zeros.
    const fresh = new Caller(sidecar.dispatcher);
    const { segment: next } = await fresh.result('segment/open', { bytes: 4 * MiB });
    const { data: found } = await fresh.result('segment/read', { segment: next, offset: 0, length: 4 * MiB });
    expect((found as Buffer).equals(Buffer.alloc(4 * MiB))).toBe(true);
    await Promise.all(requests.map(({ reply }) => reply));
    fresh.close();
  }
  await until(() => observer.status().arena.used === before);
});

describe.each(['wasm', 'openssl'])('a client that scribbles over its segment while it is hashed, by %s', (engine) => {
  test('it gets digests of something, and nobody else notices', async () => {
    const victim = new Hasher(3);
    const victimRun = victim.run(engine);
    const hostile = new Caller(sidecar.dispatcher);
    const { segment, path } = await hostile.result('segment/open', { bytes: 8 * MiB });
    // Without mapped segments there is no way to write but by requests.
    const fd = path === undefined ? undefined : openSync(path as string, 'r+');
    const noise = bytes(4 * MiB, 9);
    const data = { segment, offset: 0, length: 4 * MiB };
    const into = { segment, offset: 4 * MiB, length: 2 * MiB };
    for (let round = 0; round < 8; round++) {
      const calls = [
        hostile.start('hash/records', { algorithm: 'sha256', engine, data, into }),
        hostile.start('hash/messages', { algorithm: 'sha256', engine, data, lengths: [MiB, 3 * MiB] }),
        hostile.start('hash/records', { algorithm: 'blake3', data: into, recordSize: 32 }),
      ];
      for (let scribble = 0; scribble < 20; scribble++) {
        noise.copyWithin(0, scribble * 1000);
        if (fd === undefined) await hostile.result('segment/write', { segment, offset: 0, data: noise });
        else writeSync(fd, noise, 0, noise.length, scribble % 2 === 0 ? 0 : 4 * MiB);
        await new Promise(setImmediate);
      }
      for (const { reply } of calls) expect((await reply).error).toBeUndefined();
    }
    victim.stop();
    await victimRun;
    expect(victim.rounds).toBeGreaterThan(0);
    expect(victim.wrong).toBe(0);
    if (fd !== undefined) closeSync(fd);
    hostile.close();
  });
});
