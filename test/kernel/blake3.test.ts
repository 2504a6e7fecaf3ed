/** BLAKE3 of the shipped module against its authors' vectors: alone, side by side, streamed, in every kind of tree. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Algorithm, TestSlab } from './slab.ts';

const slab = new TestSlab();

/** The authors' input: 0, 1, … 250, 0, … */
const pattern = (length: number) => Uint8Array.from({ length }, (_, i) => i % 251);

const file = readFileSync(join(import.meta.dirname, '../vectors/blake3/test_vectors.json'), 'utf8');
const { cases } = JSON.parse(file) as { cases: { input_len: number; hash: string }[] };
const vectors = cases.map(({ input_len, hash }) => ({ length: input_len, digest: hash.slice(0, 64) }));

describe("the authors' vectors", () => {
  test('are all there, and reach trees of more than one subtree', () => {
    expect(vectors).toHaveLength(22);
    expect(Math.max(...vectors.map(({ length }) => length))).toBe(100000);
  });

  test('hold for messages side by side', () => {
    const messages = vectors.map(({ length }) => pattern(length));
    expect(slab.hashMessages(Algorithm.blake3, messages)).toEqual(vectors.map(({ digest }) => digest));
  });

  test.each(vectors.filter(({ length }) => length > 0))('hold for six records of $length bytes', (vector) => {
    const six = Buffer.concat(Array.from({ length: 6 }, () => pattern(vector.length)));
    expect(new Set(slab.hashRecords(Algorithm.blake3, six, vector.length))).toEqual(new Set([vector.digest]));
  });

  test('hold for streams, wherever they are cut', () => {
    const vector = fc.constantFrom(...vectors);
    const cuts = fc.array(fc.integer({ min: 0, max: 100000 }), { maxLength: 6 });
    fc.assert(
      fc.property(vector, cuts, ({ length, digest }, places) => {
        const message = pattern(length);
        const ends = [...places.map((place) => Math.min(place, length)), length].sort((a, b) => a - b);
        const parts = ends.map((end, i) => message.subarray(ends[i - 1] ?? 0, end));
        expect(slab.hashStream(Algorithm.blake3, parts)).toBe(digest);
      }),
    );
  });
});

test('records and messages agree with streams of each alone, for any lengths', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 12 }), (lengths) => {
      const messages = lengths.map((length, i) => pattern(length + i).subarray(i));
      const alone = messages.map((message) => slab.hashStream(Algorithm.blake3, [message]));
      expect(slab.hashMessages(Algorithm.blake3, messages)).toEqual(alone);
      const [size = 1] = lengths;
      const records = pattern(size * 7);
      const each = Array.from({ length: 7 }, (_, i) => records.subarray(i * size, (i + 1) * size));
      const expected = each.map((record) => slab.hashStream(Algorithm.blake3, [record]));
      expect(slab.hashRecords(Algorithm.blake3, records, size)).toEqual(expected);
    }),
  );
});
