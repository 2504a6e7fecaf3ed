/** A text that begins with U+FEFF comes out of MessagePack as it was, whatever its length, in every dialect and both ways. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { Packr } from 'msgpackr/pack';
import { describe, expect, test } from 'vitest';
import { spawn } from '../../client/index.ts';
import { decodeFrame } from '../../protocol/codec/decode.ts';
import type { Incoming } from '../../protocol/codec/incoming.ts';
import { ChunkBody, type FrameBounds } from '../../protocol/framing/frame.ts';
import { record } from '../framing/drive.ts';

const BOUNDS: FrameBounds = { frameBytes: 1 << 20, headerBytes: 4096, depth: 128, elements: 1000, containers: 500 };
const packr = new Packr({ useRecords: false, variableMapSize: true });
/** Around what msgpackr reads by itself, and where the length of a text takes a byte more. */
const LENGTHS = [0, 1, 20, 28, 29, 60, 61, 62, 63, 100, 249, 250, 252, 253, 65_529, 65_530, 65_532, 65_533, 70_000];
const texts = LENGTHS.map((length) => `\ufeff${'a'.repeat(length)}`);
/** What stands around them, of every kind of value; bytes that look like the head of such a text are none. */
const others = {
  bin: Buffer.from([0xd9, 0x60, 0xef, 0xbb, 0xbf, ...new Uint8Array(100)]),
  inside: `\u067b\ufeff${'b'.repeat(200)}\ufeff`,
  twice: `\ufeff\ufeff${'c'.repeat(90)}`,
  list: [1, -1, 300, 70_000, 2 ** 40, -70_000, 1.5, true, false, null, '', [], {}],
  long: new Array(20).fill({ a: [`\ufeff${'d'.repeat(80)}`] }),
};
const params = { texts, ...others };

describe.each(['at once', 'in pieces of 1,000 bytes'])('%s', (how) => {
  test('MessagePack-RPC', () => {
    const bytes = packr.pack([0, 1, 'm', [params]]);
    const driven = record('msgpack-rpc', BOUNDS);
    const step = how === 'at once' ? bytes.length : 1000;
    for (let at = 0; at < bytes.length; at += step) driven.framing.push(bytes.subarray(at, at + step));
    const scanned = driven.frames[0]?.scanned;
    const body = new ChunkBody(bytes);
    const decoded = decodeFrame({ body, codec: 'msgpack', contentType: undefined, scanned }, true, BOUNDS);
    expect((decoded as Incoming).params).toEqual(params);
  });
});

test('a Content-Length frame, and a batch of them', () => {
  const message = { jsonrpc: '2.0', id: 1, method: 'm', params };
  const decode = (value: unknown) => {
    const body = new ChunkBody(packr.pack(value));
    return decodeFrame({ body, codec: 'msgpack', contentType: undefined, scanned: undefined }, false, BOUNDS);
  };
  expect((decode(message) as Incoming).params).toEqual(params);
  expect((decode([message, message]) as Incoming[]).map((each) => each.params)).toEqual([params, params]);
});

test("a sidecar's work is on the whole text, and the client is told the whole text", async () => {
  await using rig = await spawn({ args: ['--workers', '1'] });
  const mailed = texts.map((text) => `${text} bob@example.org`);
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const raw = { texts: mailed, encoding: 'utf-8', rules: 'pii' } as const;
  const { matches } = await rig.call('text/scan', raw);
  expect(matches.map(({ start }) => start)).toEqual(LENGTHS.map((length) => length + 4));
  const { digests } = await rig.call('hash/messages', { algorithm: 'sha256', messages: mailed });
  expect(Buffer.from(digests as Uint8Array)).toEqual(Buffer.concat(mailed.map(digest)));
  const redacted = texts.map((text) => `${text} [email]`);
  expect((await rig.call('text/redact', { texts: mailed, rules: 'pii' })).texts).toEqual(redacted);
  expect((await rig.text.redact(mailed, 'pii')).texts).toEqual(redacted);
  const { items } = await rig.prompt.prepare(mailed, { redact: 'pii' });
  expect(items.map(({ text }) => text)).toEqual(redacted);
  expect(await rig.text.normalize(`\ufeff${'a'.repeat(100)}e\u0301`, 'NFC')).toBe(`\ufeff${'a'.repeat(100)}é`);
});
