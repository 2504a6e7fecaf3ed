/** Every algorithm, engine, shape and source gives the digests of node:crypto and @noble/hashes, inline and by workers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Algorithm, Engine } from '../../protocol/methods/hash.ts';
import { createSidecar, type Sidecar } from '../../sidecar/sidecar.ts';
import { bufferFrame, Caller, type CallOptions } from './caller.ts';
import { bytes, digest, digests, records } from './oracle.ts';

const MiB = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'outrigger-digests-'));
let sidecar: Sidecar;
let caller: Caller;

beforeAll(async () => {
  sidecar = await createSidecar({ workers: 2 });
  caller = new Caller(sidecar.dispatcher);
});

afterAll(async () => {
  caller.close();
  await sidecar.close();
  rmSync(folder, { recursive: true });
});

const ENGINES: [Algorithm, Engine][] = [
  ['sha256', 'auto'],
  ['sha256', 'wasm'],
  ['sha256', 'openssl'],
  ['blake3', 'wasm'],
];

function fileOf(content: Uint8Array): string {
  const path = join(
    folder,
    `${digest('sha256', content)
      .subarray(0, 8)
      .reduce((name, byte) => name + byte, 'f')}`,
  );
  writeFileSync(path, content);
  return path;
}

/** A segment with these bytes in it, from `offset` on. */
async function segmentOf(content: Uint8Array, offset = 0) {
  const { segment } = await caller.result('segment/open', { bytes: offset + content.length + 1 });
  if (content.length > 0) await caller.result('segment/write', { segment, offset, data: content });
  return { segment, offset, length: content.length };
}

type Source = { data: unknown; options?: CallOptions };

/** Every way to bring bytes. */
const SOURCES: Record<string, (content: Uint8Array) => Promise<Source> | Source> = {
  'bin in ordinary memory': (content) => ({ data: content }),
  'base64 in JSON': (content) => ({
    data: { base64: Buffer.from(content).toString('base64') },
    options: { codec: 'json' },
  }),
  'a segment': async (content) => ({ data: await segmentOf(content, 3) }),
  'a file': (content) => ({ data: { path: fileOf(content) } }),
  'a range of a file': (content) => ({
    data: { path: fileOf(Buffer.concat([bytes(77, 5), content, bytes(5, 6)])), offset: 77, length: content.length },
  }),
  'a frame in the arena': (content) => {
    const frame = sidecar.dispatcher.allocateFrame(content.length + 1);
    frame.bytes.set(content, 1);
    return { data: frame.bytes.subarray(1), options: { frame } };
  },
  'a frame in the read buffer': (content) => {
    if (content.length > sidecar.dispatcher.readBuffer.length) return { data: content };
    const frame = bufferFrame(sidecar.dispatcher, content);
    return { data: frame.bytes, options: { frame } };
  },
};

/** Calls with the frame held as the server holds it: until `start` has returned. */
async function hash(method: string, params: object, { options }: Source): Promise<Buffer> {
  const pending = caller.start(method, params, options);
  const { readBuffer } = sidecar.dispatcher;
  options?.frame?.release();
  // The next read overwrites what the last one brought.
  readBuffer.fill(0xee);
  const { result, error } = await pending.reply;
  if (error !== undefined) throw new Error(error.message);
  return result?.digests as Buffer;
}

const RECORD_SHAPES: [size: number, count: number][] = [
  ...[1, 55, 56, 63, 64, 65, 119, 127, 128, 129, 1000, 1535, 1536, 4096].flatMap((size): [number, number][] =>
    [0, 1, 2, 3, 4, 5, 7, 8, 33].map((count) => [size, count]),
  ),
  [64, 9_999],
  [100, 4_001],
  [1537, 700],
  [65_536, 33],
  [MiB, 2],
  [MiB + 1, 2],
  [2 * MiB + 5, 1],
];

function cut(content: Uint8Array, lengths: number[]): Uint8Array[] {
  let end = 0;
  return lengths.map((length) => {
    end += length;
    return content.subarray(end - length, end);
  });
}

describe.each(ENGINES)('%s by the engine %s', (algorithm, engine) => {
  test.each(Object.keys(SOURCES))('records of every shape are right from %s', async (name) => {
    for (const [size, count] of RECORD_SHAPES) {
      const content = bytes(size * count, size);
      const source = await SOURCES[name]?.(content);
      const got = await hash(
        'hash/records',
        { algorithm, engine, recordSize: size, data: source?.data },
        source ?? { data: 0 },
      );
      const want = digests(algorithm, records(content, size));
      expect(got.equals(want), `${count} records of ${size} bytes`).toBe(true);
    }
  });

  const lengths = [
    Array.from({ length: 301 }, (_, i) => i),
    [0],
    [0, 0, 0],
    [2 * MiB + 3, 0, 64, 64, MiB + 1, 1],
    Array.from({ length: 3000 }, (_, i) => (i * 37) % 300),
    [1536, 1535, 1537, 64, 64, 64, 64, 64, 300_000, 64],
  ];

  test.each(Object.keys(SOURCES))('messages cut by lengths are right from %s', async (name) => {
    for (const list of lengths) {
      const total = list.reduce((sum, length) => sum + length, 0);
      const content = bytes(total, 9);
      const source = await SOURCES[name]?.(content);
      const got = await hash(
        'hash/messages',
        { algorithm, engine, data: source?.data, lengths: list },
        source ?? { data: 0 },
      );
      const messages = cut(content, list);
      expect(got.equals(digests(algorithm, messages)), `lengths ${list.slice(0, 5)}…`).toBe(true);
    }
  });

  test('a list of sources of every kind is right, in its order', async () => {
    const contents = [bytes(64, 1), bytes(0), bytes(100_000, 2), bytes(MiB + 3, 3), bytes(1, 4)];
    const forms = ['bin in ordinary memory', 'base64 in JSON', 'a segment', 'a file', 'a range of a file'];
    const messages: unknown[] = [];
    const expected: Uint8Array[] = [];
    for (const form of forms) {
      for (const content of contents) {
        messages.push((await SOURCES[form]?.(content))?.data);
        expected.push(content);
      }
    }
    messages.push('naïve ☃ 💧', '');
    expected.push(Buffer.from('naïve ☃ 💧'), Buffer.alloc(0));
    const got = await caller.digests('hash/messages', { algorithm, engine, messages });
    expect(got.equals(digests(algorithm, expected))).toBe(true);
    const inMemory = messages.filter(
      (message) => typeof message !== 'object' || message === null || !('path' in message),
    );
    const wanted = expected.filter((_, i) => inMemory.includes(messages[i]));
    const again = await caller.digests('hash/messages', { algorithm, engine, messages: inMemory });
    expect(again.equals(digests(algorithm, wanted))).toBe(true);
  });

  test('files are digested as their bytes are, /proc files to their end', async () => {
    const contents = [bytes(0), bytes(1), bytes(MiB, 1), bytes(MiB + 1, 2), bytes(3 * MiB - 1, 3)];
    const paths = contents.map(fileOf);
    const { files } = await caller.result('hash/files', { algorithm, engine, paths: [...paths, '/proc/version'] });
    const hex = (content: Uint8Array) => Buffer.from(digest(algorithm, content)).toString('hex');
    const { readFileSync } = await import('node:fs');
    const version = readFileSync('/proc/version');
    expect(files).toEqual([
      ...contents.map((content, i) => ({ path: paths[i], bytes: content.length, digest: hex(content) })),
      { path: '/proc/version', bytes: version.length, digest: hex(version) },
    ]);
  });

  test('what runs inline and what workers run has the same digests', async () => {
    const content = bytes(64 * 12_000, 11);
    const large = await caller.result('hash/records', { algorithm, engine, data: content });
    expect((large.timing as { workers: number }).workers).toBeGreaterThan(0);
    for (let first = 0; first < 12_000; first += 997) {
      const tiny = await caller.result('hash/records', {
        algorithm,
        engine,
        data: content.subarray(first * 64, first * 64 + 192),
      });
      expect((tiny.timing as { workers: number }).workers).toBe(0);
      expect(tiny.digests).toEqual((large.digests as Buffer).subarray(first * 32, first * 32 + 96));
    }
  });

  test('digests written into a segment are those that would have been returned', async () => {
    for (const count of [1, 5, 9_999]) {
      const content = bytes(64 * count, count);
      const into = { ...(await segmentOf(new Uint8Array(0), 100 + count * 32)), length: count * 32, offset: 100 };
      const { result } = await caller.call('hash/records', { algorithm, engine, data: content, into });
      expect(result).toMatchObject({ count });
      expect(result).not.toHaveProperty('digests');
      const { data } = await caller.result('segment/read', { ...into });
      expect((data as Buffer).equals(digests(algorithm, records(content, 64)))).toBe(true);
    }
  });
});

test('any list of messages by any sources has the digests of each', async () => {
  const message = fc.record({
    content: fc.uint8Array({ maxLength: 2000 }),
    form: fc.constantFrom('bin in ordinary memory', 'base64 in JSON', 'a segment', 'a file', 'a range of a file'),
  });
  const property = fc.asyncProperty(
    fc.array(message, { maxLength: 20 }),
    fc.constantFrom(...ENGINES),
    async (list, [algorithm, engine]) => {
      const messages = await Promise.all(list.map(async ({ content, form }) => (await SOURCES[form]?.(content))?.data));
      const got = await caller.digests('hash/messages', { algorithm, engine, messages });
      expect(
        got.equals(
          digests(
            algorithm,
            list.map(({ content }) => content),
          ),
        ),
      ).toBe(true);
      for (const source of messages as { segment?: string }[]) {
        if (source.segment !== undefined) await caller.result('segment/close', { segment: source.segment });
      }
    },
  );
  await fc.assert(property, { numRuns: 60 });
});
