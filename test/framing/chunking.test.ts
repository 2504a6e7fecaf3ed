/** However the network cuts a stream of frames, the same frames come out, in every framing. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { Packr } from 'msgpackr/pack';
import { describe, expect, it } from 'vitest';
import { BOUNDS, FRAMINGS, feed, record } from './drive.ts';

const packr = new Packr({ useRecords: false, variableMapSize: true });

/** JSON messages with a body of some size. */
const payload = fc.oneof(
  { weight: 8, arbitrary: fc.string({ maxLength: 200 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 60_000 }).map((n) => 'x'.repeat(n)) },
);
const message = fc.record({
  id: fc.integer(),
  method: fc.string(),
  text: payload,
  more: fc.jsonValue({ maxDepth: 4 }),
});

const streams: Record<keyof typeof FRAMINGS, (messages: unknown[]) => Buffer[]> = {
  'content-length': (messages) =>
    messages.flatMap((message, i) => {
      const packed = i % 3 === 2;
      const body = packed ? packr.pack(message) : Buffer.from(JSON.stringify(message));
      const type = i % 2 === 0 && packed ? 'Content-Type: application/msgpack\r\n' : '';
      return [Buffer.from(`${type}Content-Length: ${body.length}\r\n\r\n`), body];
    }),
  newline: (messages) => messages.flatMap((message) => [Buffer.from(JSON.stringify(message)), Buffer.from('\r\n \n')]),
  'msgpack-rpc': (messages) =>
    messages.map((message, id) => packr.pack([0, id, 'm', [message, Buffer.alloc((id * 30_011) % 50_000, id)]])),
};

const sizes = fc.oneof(
  fc.constant([1]),
  fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }),
  fc.array(fc.integer({ min: 1, max: 65_536 }), { minLength: 1, maxLength: 20 }),
);

describe.each(Object.keys(FRAMINGS) as (keyof typeof FRAMINGS)[])('%s', (kind) => {
  it('gives the same frames in any chunking', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), sizes, (messages, cuts) => {
        const stream = Buffer.concat(streams[kind](messages));
        const whole = record(kind);
        feed(whole.framing, stream, () => 65_536);
        whole.framing.end();
        let turn = 0;
        const cut = record(kind);
        feed(cut.framing, stream, () => cuts[turn++ % cuts.length] as number);
        cut.framing.end();
        expect(cut.frames).toEqual(whole.frames);
        expect(cut.frames).toHaveLength(messages.length);
        expect(cut.refusals).toEqual([]);
        expect(cut.held).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps no memory of a stream that stops anywhere', () => {
    const stream = Buffer.concat(streams[kind]([{ text: 'x'.repeat(70_000) }, { text: 'é'.repeat(40_000) }]));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: stream.length }), sizes, (length, cuts) => {
        let turn = 0;
        const driven = record(kind);
        feed(driven.framing, stream.subarray(0, length), () => cuts[turn++ % cuts.length] as number);
        driven.framing.end();
        expect(driven.held).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('survives any bytes, within its bound of memory', () => {
    const starts = { 'content-length': 'Content-Length: 9', newline: '{', 'msgpack-rpc': Buffer.from([0x94]) };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), sizes, (noise, cuts) => {
        let turn = 0;
        const driven = record(kind);
        const stream = Buffer.concat([Buffer.from(starts[kind]), noise]);
        feed(driven.framing, stream, () => cuts[turn++ % cuts.length] as number);
        driven.framing.end();
        expect(driven.held).toBe(0);
        expect(driven.mostHeld).toBeLessThanOrEqual(BOUNDS.frameBytes + 4096);
        expect(driven.refusals.filter((refusal) => refusal.ends).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });
});
