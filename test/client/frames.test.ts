/** What the client writes is the MessagePack that it should be, and what it reads doesn't depend on how it arrives. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Incoming, ReplyReader } from '../../client/reply-reader.ts';
import { frameBytes, notificationFrame, requestFrame } from '../../client/request-frame.ts';
import { decodeMessagePack, encodeMessagePack } from '../../protocol/codec/msgpack.ts';

/** Around the size from which byte arrays are borrowed, and beyond. */
const bytes = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 1, 31, 4095, 4096, 4097, 70_000))
  .map(([fill, length]) => new Uint8Array(length).fill(fill));
const leaf = fc.oneof(
  bytes,
  fc.string({ unit: 'grapheme' }),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (Object.is(x, -0) ? 0 : x)),
  fc.boolean(),
  fc.constant(null),
);
const key = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }).filter((name) => name !== '__proto__');
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  ),
}));
const params = fc.dictionary(key, value, { maxKeys: 6 }).map((fields) => ({ ...fields }));

function plain(input: unknown): unknown {
  if (input instanceof Uint8Array) return { bytes: Buffer.from(input).toString('hex') };
  if (typeof input === 'bigint') return Number(input);
  if (Array.isArray(input)) return input.map(plain);
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(Object.entries(input).map(([name, field]) => [name, plain(field)]));
}

test('a request’s parts together are one MessagePack-RPC request with these params', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.string(), params, (id, method, fields) => {
      const parts = requestFrame(id, method, fields);
      const whole = Buffer.concat(parts);
      expect(whole.length).toBe(frameBytes(parts));
      expect(plain(decodeMessagePack(whole))).toEqual(plain([0, id, method, [fields]]));
    }),
  );
});

test('byte arrays of 4 KiB and more are written from where they lie', () => {
  const large = new Uint8Array(4096);
  const within = new Uint8Array(10_000).subarray(100, 6000);
  const parts = requestFrame(1, 'm', { data: large, list: [within, 'x', { deep: large }] });
  expect(parts.filter((part) => part === large)).toHaveLength(2);
  expect(parts).toContain(within);
});

test('long texts travel as their UTF-8 where a source stands, and as strings elsewhere', () => {
  const text = fc.string({ unit: 'binary', maxLength: 400 });
  const source = fc.oneof(text, bytes, fc.constant({ path: '/a' }));
  fc.assert(
    fc.property(
      fc.constantFrom('text', 'texts', 'data', 'messages', 'note'),
      fc.array(source),
      text,
      (key, list, one) => {
        const [, , , [sent]] = decodeMessagePack(Buffer.concat(requestFrame(1, 'm', { [key]: list, one }))) as [
          0,
          1,
          'm',
          [Record<string, unknown>],
        ];
        const expected = list.map((item) =>
          typeof item === 'string' && item.length >= 128 && key !== 'note' ? Buffer.from(item) : item,
        );
        expect(plain(sent)).toEqual(plain({ [key]: expected, one }));
      },
    ),
  );
});

test('undefined fields are left out, and undefined items are refused', () => {
  const fields = { a: undefined, data: new Uint8Array(5000), b: 1 };
  expect(
    Object.keys((decodeMessagePack(Buffer.concat(requestFrame(1, 'm', fields))) as [0, 1, 'm', [object]])[3][0]),
  ).toEqual(['data', 'b']);
  expect(() => requestFrame(1, 'm', { list: [undefined] })).toThrow('list[0]');
});

test('a notification is one frame of three', () => {
  expect(decodeMessagePack(Buffer.concat(notificationFrame('$/x', { id: 1 })))).toEqual([2, '$/x', [{ id: 1 }]]);
});

/** Feeds a stream in pieces, into the reader's own memory wherever it asks for that. */
function read(stream: Buffer, pieces: number[], direct: boolean): Incoming[] {
  const messages: Incoming[] = [];
  const reader = new ReplyReader((message) => messages.push(message));
  let at = 0;
  for (let i = 0; at < stream.length; i += 1) {
    const wanted = pieces[i % pieces.length] ?? stream.length;
    const target = direct ? reader.target : null;
    const piece = stream.subarray(at, at + Math.min(wanted, target?.length ?? wanted));
    at += piece.length;
    if (target === null) {
      const chunk = Buffer.from(piece);
      expect(reader.push(chunk)).toBeUndefined();
      // the reader may not keep what it was lent
      chunk.fill(0xc1);
    } else {
      target.set(piece);
      expect(reader.advance(piece.length)).toBeUndefined();
    }
  }
  return messages;
}

test('replies are the same however their bytes arrive', () => {
  const messages = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), value), { minLength: 1, maxLength: 6 });
  const pieces = fc.array(fc.constantFrom(1, 2, 3, 100, 5000, 65536, 10 ** 6), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(messages, pieces, fc.boolean(), (replies, sizes, direct) => {
      const stream = Buffer.concat(replies.map(([id, result]) => encodeMessagePack([1, id, null, result])));
      // one byte at a time only where that is no more than a few thousand calls
      const least = stream.length > 20_000 ? sizes.filter((size) => size >= 100).concat(100) : sizes;
      const expected = replies.map(([id, result]) => ({ kind: 'reply', id, error: null, result: plain(result) }));
      const got = read(stream, least, direct).map((message) => ({
        ...message,
        result: plain((message as { result?: unknown }).result),
      }));
      expect(got).toEqual(expected);
    }),
  );
});

test('no bytes crash the reader: it tells what is wrong, or waits for more', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      const reader = new ReplyReader(() => {});
      const fault = reader.push(Buffer.from(noise));
      expect(fault === undefined || typeof fault === 'string').toBe(true);
    }),
  );
});
