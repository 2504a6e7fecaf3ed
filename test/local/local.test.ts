/** `outrigger/local` computes what Node's own crypto and an independent BLAKE3 do, and refuses what the sidecar refuses. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blake3 } from '@noble/hashes/blake3.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Local, local, OutriggerError } from '../../client/local.ts';
import type { Outrigger } from '../../client/outrigger.ts';

const ROOT = join(import.meta.dirname, '..', '..');

type Digest = (message: Uint8Array) => Uint8Array;
const sha256: Digest = (message) => createHash('sha256').update(message).digest();

const REFERENCES: [algorithm: 'sha256' | 'blake3', reference: Digest][] = [
  ['sha256', sha256],
  ['blake3', blake3],
];

function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0, x = 1; i < length; i++) {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = x >>> 24;
  }
  return bytes;
}

function each(messages: readonly Uint8Array[], reference: Digest): Buffer {
  return Buffer.concat(messages.map((message) => reference(message)));
}

describe.each(REFERENCES)('%s', (algorithm, reference) => {
  test.each([1, 55, 56, 63, 64, 65, 119, 1000, 70_000, 300_000])('digests records of %i bytes', async (recordSize) => {
    // more than one piece of short records, and records that are longer than a piece
    const data = noise(recordSize * Math.max(3, Math.ceil(300_000 / recordSize)));
    const records = Array.from({ length: data.length / recordSize }, (_, i) =>
      data.subarray(i * recordSize, (i + 1) * recordSize),
    );
    const { count, digests, timing } = await local.hash.records(data, { algorithm, recordSize });
    expect(count).toBe(records.length);
    expect(Buffer.from(digests).equals(each(records, reference))).toBe(true);
    expect(timing.workers).toBe(0);
  });

  test('digests any mix of messages, as a list and by their lengths', async () => {
    const lengths = fc.array(fc.oneof(fc.nat(300), fc.nat(5000), fc.nat(600_000)), { maxLength: 12 });
    const property = fc.asyncProperty(lengths, async (lengths) => {
      const data = noise(lengths.reduce((sum, length) => sum + length, 0));
      let at = 0;
      const messages = lengths.map((length) => {
        at += length;
        return data.subarray(at - length, at);
      });
      const expected = each(messages, reference);
      const listed = await local.hash.messages(messages, { algorithm });
      const divided = await local.hash.messages(data, { algorithm, lengths });
      expect(Buffer.from(listed.digests).equals(expected)).toBe(true);
      expect(Buffer.from(divided.digests).equals(expected)).toBe(true);
      expect([listed.count, divided.count]).toEqual([lengths.length, lengths.length]);
    });
    await fc.assert(property, { numRuns: 25 });
  });

  test('digests more short messages than go to the kernel at once', async () => {
    const messages = Array.from({ length: 10_000 }, (_, i) => noise(i % 70));
    const { digests } = await local.hash.messages(messages, { algorithm });
    expect(Buffer.from(digests).equals(each(messages, reference))).toBe(true);
  });
});

test('a string is its UTF-8, and nothing is a list of nothing', async () => {
  const { digests } = await local.hash.messages(['grüße 🛶', '']);
  expect(Buffer.from(digests).equals(each([Buffer.from('grüße 🛶'), Buffer.of()], sha256))).toBe(true);
  expect(await local.hash.messages([])).toMatchObject({ count: 0, digests: new Uint8Array() });
  expect(await local.hash.records(new Uint8Array())).toMatchObject({ count: 0, digests: new Uint8Array() });
});

describe('what the sidecar refuses is refused, and named alike', () => {
  const REFUSED: [field: string, call: (hash: Local['hash']) => Promise<unknown>][] = [
    ['data', (hash) => hash.records(new Uint8Array(65), { recordSize: 64 })],
    ['recordSize', (hash) => hash.records(new Uint8Array(64), { recordSize: 0 })],
    ['recordSize', (hash) => hash.records(new Uint8Array(64), { recordSize: 1.5 })],
    ['algorithm', (hash) => hash.records(new Uint8Array(64), { algorithm: 'md5' as 'sha256' })],
    ['engine', (hash) => hash.records(new Uint8Array(64), { algorithm: 'blake3', engine: 'openssl' as 'wasm' })],
    ['lengths', (hash) => hash.messages(new Uint8Array(64), { lengths: [1, 2] })],
    ['lengths[1]', (hash) => hash.messages(new Uint8Array(64), { lengths: [65, -1] })],
    ['messages[1]', (hash) => hash.messages(['a', '\ud800'])],
  ];
  test.each(REFUSED)('%s', async (path, call) => {
    await expect(call(local.hash)).rejects.toMatchObject({
      code: 'InvalidParams',
      rpcCode: -32602,
      data: { name: 'InvalidParams', path },
    });
    await expect(call(local.hash)).rejects.toBeInstanceOf(OutriggerError);
  });

  test('files and segments are for a sidecar', async () => {
    const file = { path: '/etc/hostname' } as unknown as string;
    await expect(local.hash.messages([file])).rejects.toMatchObject({ data: { path: 'messages[0]' } });
  });
});

test('a function that takes the one takes the other', () => {
  const digest = (hash: Pick<Local['hash'], 'records'>) => hash.records(new Uint8Array(64), { recordSize: 64 });
  // judged by the compiler
  const both: ((api: Outrigger['hash'] | Local['hash']) => unknown)[] = [digest];
  expect(both).toHaveLength(1);
});

test('the committed build is the one that its provenance describes', () => {
  const folder = join(ROOT, 'client/local/pkg');
  const { files } = JSON.parse(readFileSync(join(folder, 'provenance.json'), 'utf8')) as {
    files: Record<string, string>;
  };
  const found = Object.keys(files).map((name) => [name, sha256(readFileSync(join(folder, name)))] as const);
  expect(Object.fromEntries(found.map(([name, digest]) => [name, Buffer.from(digest).toString('hex')]))).toEqual(files);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['outrigger_local_bg.wasm', 'outrigger_local_text_bg.wasm']),
  );
});

test.each(['outrigger_local', 'outrigger_local_text'])(
  '%s holds vectors, and no path of the machine that built it',
  (name) => {
    const bytes = readFileSync(join(ROOT, `client/local/pkg/${name}_bg.wasm`));
    expect(bytes.toString('latin1')).not.toMatch(/\/(?:registry|rustlib|home|root|tmp|build)\//);
    expect(() => new WebAssembly.Module(bytes)).not.toThrow();
    // without the vector section of the code it would be a third of the speed: i32x4.add is 0xfd 0xae 0x01
    expect(bytes.includes(Buffer.from([0xfd, 0xae, 0x01]))).toBe(true);
  },
);
