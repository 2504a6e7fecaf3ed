/** The scan of MessagePack bytes agrees with the decoder about where values end, and sees what a decoder would hide. */
import { Buffer, isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { Packr } from 'msgpackr/pack';
import { describe, expect, it } from 'vitest';
import {
  MessagePackScan,
  SCAN_BAD_TEXT,
  SCAN_EXTENSION,
  SCAN_PROTO,
  SCAN_UNCHECKED,
} from '../../protocol/framing/msgpack-scan.ts';
import { BOUNDS } from './drive.ts';

const packr = new Packr({ useRecords: false, variableMapSize: true });

const leaf = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.maxSafeInteger().map(BigInt),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 6 }, leaf, fc.array(tie('any')), fc.dictionary(fc.string(), tie('any'))),
})).any;

/** Runs a fresh scan over `bytes` in pieces of `step`. */
function scanAll(bytes: Buffer, step: number) {
  const scan = new MessagePackScan(BOUNDS);
  let at = 0;
  let state = 'more';
  while (at < bytes.length && state === 'more') {
    state = scan.run(bytes, at, Math.min(at + step, bytes.length));
    at = scan.position;
  }
  return { state, at, flags: scan.flags, refusal: scan.refusal?.data.limit };
}

describe('scan', () => {
  it('ends where msgpackr ends, byte by byte and at once', () => {
    fc.assert(
      fc.property(value, fc.integer({ min: 1, max: 50 }), (input, step) => {
        const bytes = packr.pack(input);
        const followed = Buffer.concat([bytes, Buffer.from([0x01, 0x02])]);
        for (const size of [step, followed.length]) {
          expect(scanAll(followed, size)).toMatchObject({ state: 'done', at: bytes.length, refusal: undefined });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never says done for a value that is cut short', () => {
    fc.assert(
      fc.property(value, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (input, part) => {
        const bytes = packr.pack(input);
        expect(scanAll(bytes.subarray(0, Math.floor(bytes.length * part)), 7).state).toBe('more');
      }),
    );
  });

  it('counts array items, map entries and containers exactly', () => {
    const bounds = { ...BOUNDS, elements: 7, containers: 4, depth: 3 };
    const run = (input: unknown) => {
      const scan = new MessagePackScan(bounds);
      const bytes = packr.pack(input);
      expect(scan.run(bytes, 0, bytes.length)).toBe('done');
      return scan.refusal?.data.limit;
    };
    expect(run([1, 2, 3, { a: 1, b: 2 }, [3]])).toBe('elements');
    expect(run([1, 2, 3, { a: 1, b: 2 }])).toBe(undefined);
    expect(run([[], [], []])).toBe(undefined);
    expect(run([[], [], [], []])).toBe('containers');
    expect(run([[[1]]])).toBe(undefined);
    expect(run([[[[]]]])).toBe('depth');
    expect(run([[[1], { a: 1 }], 2])).toBe(undefined);
  });

  it('flags text that is no UTF-8, of any length, and only that', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.integer({ min: 0, max: 100 }), (raw, pad) => {
        const text = Buffer.concat([Buffer.alloc(pad, 0x41), raw]);
        const bytes = Buffer.concat([Buffer.from([0xda, text.length >> 8, text.length & 0xff]), text]);
        expect(scanAll(bytes, bytes.length).flags).toBe(isUtf8(text) ? 0 : SCAN_BAD_TEXT);
        if (text.length > 0) expect(scanAll(bytes, bytes.length - 1).flags).toBe(SCAN_UNCHECKED);
      }),
    );
  });

  it.each([0xd4, 0xd5, 0xd6, 0xd7, 0xd8])('flags the fixed extension 0x%s', (token) => {
    const bytes = Buffer.concat([Buffer.from([token, 0x72]), Buffer.alloc(2 ** (token - 0xd4), 0xff)]);
    for (const step of [1, 99]) {
      expect(scanAll(bytes, step)).toMatchObject({ state: 'done', at: bytes.length, flags: SCAN_EXTENSION });
    }
  });

  it.each([
    Buffer.from([0xc7, 2, 0x72, 1, 2]),
    Buffer.from([0xc8, 0, 2, 0x72, 1, 2]),
    Buffer.from([0xc9, 0, 0, 0, 2, 0x72, 1, 2]),
    Buffer.from([0xc7, 0, 0x72]),
  ])('flags the sized extension %j', (bytes) => {
    for (const step of [1, 99]) {
      expect(scanAll(bytes, step)).toMatchObject({ state: 'done', at: bytes.length, flags: SCAN_EXTENSION });
    }
  });

  it('flags __proto__', () => {
    expect(scanAll(packr.pack({ __proto__x: 1 }), 99).flags).toBe(0);
    expect(scanAll(packr.pack(JSON.parse('{"a":{"__proto__":1}}')), 99).flags).toBe(SCAN_PROTO);
  });

  it('is lost at the byte that MessagePack never uses', () => {
    expect(scanAll(Buffer.from([0x92, 1, 0xc1]), 99).state).toBe('lost');
  });
});
