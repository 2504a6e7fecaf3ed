/** SHA-256 of the shipped module against NIST's vectors and against node:crypto: lanes, tails, mixes, cuts. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Algorithm, TestSlab } from './slab.ts';

const slab = new TestSlab();
const sha256 = (message: Uint8Array) => createHash('sha256').update(message).digest('hex');
const pieces = (data: Uint8Array, size: number) =>
  Array.from({ length: data.length / size }, (_, i) => data.subarray(i * size, (i + 1) * size));

function nist(file: string): { message: Uint8Array; digest: string }[] {
  const text = readFileSync(join(import.meta.dirname, '../vectors/nist', file), 'utf8');
  const found = text.matchAll(/^Len = (\d+)\r?\nMsg = ([0-9a-f]+)\r?\nMD = ([0-9a-f]{64})/gm);
  return Array.from(found, ([, bits, message = '', digest = '']) => ({
    message: Buffer.from(message, 'hex').subarray(0, Number(bits) / 8),
    digest,
  }));
}

describe("NIST's vectors", () => {
  const vectors = [...nist('SHA256ShortMsg.rsp'), ...nist('SHA256LongMsg.rsp')];

  test('are all there', () => expect(vectors).toHaveLength(129));

  test('hold for messages side by side', () => {
    const messages = vectors.map(({ message }) => message);
    expect(slab.hashMessages(Algorithm.sha256, messages)).toEqual(vectors.map(({ digest }) => digest));
  });

  test('hold for streams', () => {
    for (const { message, digest } of vectors) expect(slab.hashStream(Algorithm.sha256, [message])).toBe(digest);
  });

  test('hold for a message as four records and a tail of it', () => {
    for (const { message, digest } of vectors.filter((vector) => vector.message.length > 0)) {
      const five = Buffer.concat(Array.from({ length: 5 }, () => message));
      const digests = slab.hashRecords(Algorithm.sha256, five, message.length);
      expect(new Set(digests)).toEqual(new Set([digest]));
    }
  });
});

describe('records', () => {
  test('of every size up to 200 and every count up to 9 equal node:crypto, each alone', () => {
    const noise = randomBytes(9 * 200);
    for (let size = 1; size <= 200; size++) {
      for (let count = 0; count <= 9; count++) {
        const data = noise.subarray(0, size * count);
        expect(slab.hashRecords(Algorithm.sha256, data, size)).toEqual(pieces(data, size).map(sha256));
      }
    }
  });

  test('of any size and count equal node:crypto, each alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 14 }), (size, count) => {
        const data = randomBytes(size * count);
        expect(slab.hashRecords(Algorithm.sha256, data, size)).toEqual(pieces(data, size).map(sha256));
      }),
    );
  });
});

test('messages of any mix of lengths equal node:crypto, in their order', () => {
  const message = fc.integer({ min: 0, max: 1500 }).map((length) => randomBytes(length));
  fc.assert(
    fc.property(fc.array(message, { maxLength: 600 }), (messages) => {
      expect(slab.hashMessages(Algorithm.sha256, messages)).toEqual(messages.map(sha256));
    }),
    { numRuns: 40 },
  );
});

test("a stream doesn't show where it was cut", () => {
  const cut = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 12 });
  fc.assert(
    fc.property(cut, (parts) => {
      expect(slab.hashStream(Algorithm.sha256, parts)).toBe(sha256(Buffer.concat(parts)));
    }),
  );
});
