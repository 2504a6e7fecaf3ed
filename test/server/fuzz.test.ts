/** Whatever bytes come, a session answers each id at most once, or ends; it never throws, hangs or keeps memory. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Heard, SPEAKERS } from './speaker.ts';
import { WireTap } from './wire-tap.ts';

describe.each(SPEAKERS.map((speaker) => [speaker.name, speaker] as const))('%s', (_, speaker) => {
  /** A frame, perhaps with bytes of it overwritten, left out or added. */
  const frame = fc
    .tuple(
      fc.oneof(
        fc
          .tuple(fc.nat(20), fc.constantFrom('echo', 'later', 'fail', 'wait'), fc.jsonValue())
          .map(([id, method, params]) => speaker.request(id, method, params)),
        fc.jsonValue().map((message) => speaker.raw(message)),
        fc.nat(20).map((id) => speaker.notify('$/cancelRequest', { id })),
        fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      ),
      fc.option(fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('over', 'out', 'in')), { freq: 2 }),
    )
    .map(([bytes, change]) => {
      if (change === null || bytes.length === 0) return bytes;
      const at = change[0] % bytes.length;
      const byte = Buffer.from([change[1]]);
      const rest = bytes.subarray(change[2] === 'in' ? at : at + 1);
      return Buffer.concat([bytes.subarray(0, at), change[2] === 'out' ? Buffer.alloc(0) : byte, rest]);
    });

  it('speaks in whole messages, keeps no memory, and ends with its input', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 12 }), fc.integer({ min: 1, max: 60 }), async (frames, step) => {
        const tap = new WireTap(speaker, { frameBytes: 100_000, inFlight: 100 });
        // a well-formed beginning, so that the dialect is decided
        const stream = Buffer.concat([speaker.request(1000, 'echo'), ...frames]);
        for (let at = 0; at < stream.length; at += step) tap.say(stream.subarray(at, at + step));
        while (tap.dispatcher.waiting.length > 0) tap.dispatcher.release();
        const heard = (await tap.heard()).flat() as Heard[];
        expect(heard[0]).toMatchObject({ id: 1000 });
        for (const reply of heard) expect(reply.error?.data?.name).not.toBe('InternalError');
        if (!tap.finished) {
          // what is in step still answers; bytes of a cut message may stand before it
          tap.endInput();
          await tap.heard();
        }
        expect(tap.dispatcher.heldBytes).toBe(0);
        expect(tap.finished).toBe(true);
        expect(tap.logged.filter(([level]) => level === 'error')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('answers every one of many requests in a stream that is cut anywhere', async () => {
    const methods = fc.array(fc.constantFrom('echo', 'later', 'fail', 'unknown'), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(methods, fc.integer({ min: 1, max: 200 }), async (called, step) => {
        const tap = new WireTap(speaker);
        const stream = Buffer.concat(called.map((method, id) => speaker.request(id, method, { id })));
        for (let at = 0; at < stream.length; at += step) tap.say(stream.subarray(at, at + step));
        const ids = ((await tap.heard()) as Heard[]).map((reply) => reply.id as number);
        expect(ids.sort((a, b) => a - b)).toEqual(called.map((_method, id) => id));
      }),
      { numRuns: 100 },
    );
  });
});
