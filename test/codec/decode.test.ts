/** Each malformed or odd message, in each dialect, is judged exactly so: by kind, id, error and the field it names. */
import { Buffer } from 'node:buffer';
import { Packr } from 'msgpackr/pack';
import { describe, expect, it } from 'vitest';
import { type Decoded, decodeFrame } from '../../protocol/codec/decode.ts';
import type { Incoming } from '../../protocol/codec/incoming.ts';
import { ChunkBody, type FrameBounds } from '../../protocol/framing/frame.ts';
import { record } from '../framing/drive.ts';

const BOUNDS: FrameBounds = { frameBytes: 1 << 20, headerBytes: 4096, depth: 128, elements: 1000, containers: 500 };
const packr = new Packr({ useRecords: false, variableMapSize: true });

function json(text: string | Buffer): Decoded {
  const body = new ChunkBody(Buffer.from(text));
  return decodeFrame({ body, codec: 'json', contentType: undefined, scanned: undefined }, false, BOUNDS);
}

function packed(bytes: Buffer): Decoded {
  const body = new ChunkBody(bytes);
  return decodeFrame({ body, codec: 'msgpack', contentType: undefined, scanned: undefined }, false, BOUNDS);
}

/** Through the framing, whose scan decides between the fast path and the slow one. */
function rpc(bytes: Buffer): Decoded {
  const driven = record('msgpack-rpc', BOUNDS);
  driven.framing.push(bytes);
  const scanned = driven.frames[0]?.scanned;
  const body = new ChunkBody(bytes);
  return decodeFrame({ body, codec: 'msgpack', contentType: undefined, scanned }, true, BOUNDS);
}

/** The judgement in short. */
function told(decoded: Decoded): unknown {
  if (Array.isArray(decoded)) return decoded.map(told);
  const { kind, id, method, params, fault } = decoded as Incoming;
  const brief: Record<string, unknown> = { kind };
  if (id !== null) brief.id = id;
  if (method !== '') brief.method = method;
  if (kind === 'request' || kind === 'notification') brief.params = params;
  if (fault !== undefined) brief.fault = fault.data.path === undefined ? fault.name : [fault.name, fault.data.path];
  return brief;
}

const invalid = (id?: unknown) => ({ kind: 'invalid', ...(id === undefined ? {} : { id }), fault: 'InvalidRequest' });
const request = (id: unknown, params: unknown = {}) => ({ kind: 'request', id, method: 'm', params });

/** What both JSON texts and MessagePack maps can say. */
const MESSAGES: [string, unknown, unknown][] = [
  ['a request', { jsonrpc: '2.0', id: 5, method: 'm', params: { a: [1] } }, request(5, { a: [1] })],
  ['a string id', { jsonrpc: '2.0', id: '5', method: 'm' }, request('5')],
  ['an empty string id', { jsonrpc: '2.0', id: '', method: 'm' }, request('')],
  ['a negative id', { jsonrpc: '2.0', id: -5, method: 'm' }, request(-5)],
  ['the largest id', { jsonrpc: '2.0', id: 2 ** 53 - 1, method: 'm' }, request(2 ** 53 - 1)],
  ['an id over it', { jsonrpc: '2.0', id: 2 ** 53, method: 'm' }, invalid()],
  ['an id that is null', { jsonrpc: '2.0', id: null, method: 'm' }, invalid()],
  ['a fraction as id', { jsonrpc: '2.0', id: 1.5, method: 'm' }, invalid()],
  ['a list as id', { jsonrpc: '2.0', id: [1], method: 'm' }, invalid()],
  ['true as id', { jsonrpc: '2.0', id: true, method: 'm' }, invalid()],
  ['no version', { id: 5, method: 'm' }, invalid(5)],
  ['another version', { jsonrpc: '1.0', id: 5, method: 'm' }, invalid(5)],
  ['a number as version', { jsonrpc: 2, id: 5, method: 'm' }, invalid(5)],
  ['no method', { jsonrpc: '2.0', id: 5 }, invalid(5)],
  ['a method that is none', { jsonrpc: '2.0', id: 5, method: 7 }, invalid(5)],
  ['a method that is null', { jsonrpc: '2.0', id: 5, method: null }, invalid(5)],
  ['neither id nor method', { jsonrpc: '2.0' }, invalid()],
  ['a response', { jsonrpc: '2.0', id: 5, result: 1 }, { kind: 'ignored' }],
  ['an error response', { jsonrpc: '2.0', id: 5, error: { code: 1 } }, { kind: 'ignored' }],
  [
    'a notification',
    { jsonrpc: '2.0', method: 'm', params: { a: 1 } },
    { kind: 'notification', method: 'm', params: { a: 1 } },
  ],
  ['params that are null', { jsonrpc: '2.0', id: 5, method: 'm', params: null }, request(5)],
  ['params []', { jsonrpc: '2.0', id: 5, method: 'm', params: [] }, request(5)],
  ['params [[]]', { jsonrpc: '2.0', id: 5, method: 'm', params: [[]] }, request(5)],
  ['params [null]', { jsonrpc: '2.0', id: 5, method: 'm', params: [null] }, request(5)],
  ['params [object]', { jsonrpc: '2.0', id: 5, method: 'm', params: [{ a: 1 }] }, request(5, { a: 1 })],
  [
    'params of two',
    { jsonrpc: '2.0', id: 5, method: 'm', params: [{}, {}] },
    { ...request(5), fault: ['InvalidParams', ''] },
  ],
  [
    'params that are text',
    { jsonrpc: '2.0', id: 5, method: 'm', params: 'x' },
    { ...request(5), fault: ['InvalidParams', ''] },
  ],
  ['params [1]', { jsonrpc: '2.0', id: 5, method: 'm', params: [1] }, { ...request(5), fault: ['InvalidParams', ''] }],
  ['a number', 7, invalid()],
  ['null', null, invalid()],
  ['an empty batch', [], invalid()],
  [
    'a batch',
    [{ jsonrpc: '2.0', id: 1, method: 'm' }, 7, [], { jsonrpc: '2.0', method: 'm' }, { id: 2, result: 1 }],
    [request(1), invalid(), invalid(), { kind: 'notification', method: 'm', params: {} }, { kind: 'ignored' }],
  ],
];

describe('a JSON body', () => {
  it.each(MESSAGES)('%s', (_, message, expected) => {
    expect(told(json(JSON.stringify(message)))).toEqual(expected);
  });

  it.each([
    ['an id with an integral fraction', '{"jsonrpc":"2.0","id":7.0,"method":"m"}', request(7)],
    ['a zero with a sign', '{"jsonrpc":"2.0","id":-0,"method":"m"}', request(0)],
    ['an id past every float', '{"jsonrpc":"2.0","id":1e400,"method":"m"}', invalid()],
    ['nothing', '', { kind: 'invalid', fault: 'ParseError' }],
    ['no JSON', '{"jsonrpc":', { kind: 'invalid', fault: 'ParseError' }],
    ['two values', '{} {}', { kind: 'invalid', fault: 'ParseError' }],
    [
      'too deep',
      `{"id":5,"method":"m","params":${'['.repeat(200)}${']'.repeat(200)}}`,
      { kind: 'invalid', id: 5, fault: 'TooLarge' },
    ],
    [
      'too wide',
      `{"params":[${'1,'.repeat(2000)}1],"id" : "a\\"b"}`,
      { kind: 'invalid', id: 'a"b', fault: 'TooLarge' },
    ],
    [
      'too many',
      `{"params":{"id":3,"a":[${'{},'.repeat(600)}{}]},"method":"m"}`,
      { kind: 'invalid', fault: 'TooLarge' },
    ],
    ['a wide batch', `[${'1,'.repeat(2000)}1]`, { kind: 'invalid', fault: 'TooLarge' }],
  ])('%s', (_, text, expected) => {
    expect(told(json(text))).toEqual(expected);
  });

  it('that is no UTF-8 is a ParseError', () => {
    const text = Buffer.from('{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":"\xff"}}', 'latin1');
    expect(told(json(text))).toEqual({ kind: 'invalid', fault: 'ParseError' });
  });

  it('may hold a lone surrogate, which is left to the validator', () => {
    const decoded = json('{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":"\\ud800"}}') as Incoming;
    expect(decoded.params).toEqual({ a: '\ud800' });
  });

  it("has its limits counted outside strings only, however they're escaped", () => {
    const text = `${'\\"[{,'.repeat(2000)}${'\\\\'.repeat(501)}`;
    const decoded = json(`{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":"${text}","b":[]}}`) as Incoming;
    expect(decoded.kind).toBe('request');
    expect(decoded.params.b).toEqual([]);
  });

  it('of the largest counts is taken, and one more is refused', () => {
    const of = (n: number) =>
      json(`{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":[${'1,'.repeat(n - 1)}1]}}`) as Incoming;
    expect(of(995).kind).toBe('request');
    expect(of(996)).toMatchObject({
      kind: 'invalid',
      id: 1,
      fault: { data: { limit: 'elements', max: 1000, got: 1001 } },
    });
  });
});

describe('a MessagePack body in a Content-Length frame', () => {
  it.each(MESSAGES)('%s', (_, message, expected) => {
    expect(told(packed(packr.pack(message)))).toEqual(expected);
  });

  it.each([
    ['cut short', packr.pack({ a: 'bcd' }).subarray(0, 4), { kind: 'invalid', fault: 'ParseError' }],
    ['two values', Buffer.from([0x80, 0x80]), { kind: 'invalid', fault: 'ParseError' }],
    ['the unused byte', Buffer.from([0x81, 0xa1, 0x61, 0xc1]), { kind: 'invalid', fault: 'ParseError' }],
    [
      'a bound',
      packr.pack({ jsonrpc: '2.0', p: new Array(2000).fill(1), id: 9 }),
      { kind: 'invalid', id: 9, fault: 'TooLarge' },
    ],
    ['a bound by an id', packr.pack({ id: new Array(2000).fill(1) }), { kind: 'invalid', fault: 'TooLarge' }],
  ])('%s', (_, bytes, expected) => {
    expect(told(packed(bytes))).toEqual(expected);
  });

  it('names the field at fault in each message of a batch, and takes the others', () => {
    const bad = Buffer.from([0xa1, 0xff]);
    const message = (id: number, params: Buffer) =>
      Buffer.concat([
        Buffer.from([0x84]),
        ...['jsonrpc', '2.0', 'id', id, 'method', 'm', 'params'].map((x) => packr.pack(x)),
        params,
      ]);
    const field = (value: Buffer) => Buffer.concat([Buffer.from([0x81, 0xa1, 0x61]), value]);
    const batch = Buffer.concat([
      Buffer.from([0x93]),
      message(1, field(bad)),
      message(2, field(packr.pack(3))),
      message(3, bad),
    ]);
    expect(told(packed(batch))).toEqual([
      { ...request(1), fault: ['InvalidParams', 'a'] },
      request(2, { a: 3 }),
      { ...request(3), fault: ['InvalidParams', ''] },
    ]);
  });

  it('ignores a response whatever it holds', () => {
    const bytes = Buffer.concat([
      Buffer.from([0x82]),
      packr.pack('id'),
      packr.pack(1),
      packr.pack('result'),
      Buffer.from([0xa1, 0xff]),
    ]);
    expect(told(packed(bytes))).toEqual({ kind: 'ignored' });
  });

  it('refuses a fault outside of the params by the id', () => {
    const bytes = Buffer.concat([
      Buffer.from([0x84]),
      ...['jsonrpc', '2.0', 'id', 1, 'method', 'm', 'x'].map((x) => packr.pack(x)),
      Buffer.from([0xd4, 1, 0]),
    ]);
    expect(told(packed(bytes))).toEqual(invalid(1));
  });
});

describe('a MessagePack-RPC message', () => {
  const hopeless = { kind: 'hopeless' };
  it.each([
    ['a request', [0, 5, 'm', [{ a: 1 }]], request(5, { a: 1 })],
    ['bin as method', [0, 5, Buffer.from('m'), []], request(5)],
    ['no params', [0, 5, 'm', []], request(5)],
    ['params that Lua sends', [0, 5, 'm', [[]]], request(5)],
    ['params that are nil', [0, 5, 'm', null], request(5)],
    ['positional params', [0, 5, 'm', [1, 2]], { ...request(5), fault: ['InvalidParams', ''] }],
    ['a large id', [0, 2 ** 40, 'm', []], request(2 ** 40)],
    ['a string id', [0, '5', 'm', []], hopeless],
    ['a nil id', [0, null, 'm', []], hopeless],
    ['an unknown type', [3, 5, 'm', []], hopeless],
    ['nothing', [], hopeless],
    ['too few', [0, 5, 'm'], invalid(5)],
    ['too many', [0, 5, 'm', [], 1], invalid(5)],
    ['a method that is none', [0, 5, 7, []], invalid(5)],
    ['a response', [1, 5, null, 7], { kind: 'ignored' }],
    ['a notification', [2, 'm', [{ a: 1 }]], { kind: 'notification', method: 'm', params: { a: 1 } }],
    ['a notification of no method', [2, 7, []], { kind: 'ignored' }],
    ['a short notification', [2, 'm'], { kind: 'ignored' }],
    ['a long notification', [2, 'm', [], 1], { kind: 'ignored' }],
    [
      'a notification with odd params',
      [2, 'm', [1]],
      { kind: 'notification', method: 'm', params: {}, fault: ['InvalidParams', ''] },
    ],
    ['the text __proto__', [0, 5, 'm', [{ a: '__proto__' }]], request(5, { a: '__proto__' })],
  ])('%s', (_, message, expected) => {
    expect(told(rpc(packr.pack(message)))).toEqual(expected);
  });

  it('counts an integral float as the integer', () => {
    const bytes = Buffer.from([0x94, 0, 0xcb, 0x40, 0x14, 0, 0, 0, 0, 0, 0, 0xa1, 0x6d, 0x90]);
    expect(told(rpc(bytes))).toEqual(request(5));
  });

  const around = (value: Buffer) =>
    Buffer.concat([
      Buffer.from([0x94, 0, 5, 0xa1, 0x6d, 0x91, 0x82]),
      ...['algorithm', 'sha256', 'messages'].map((x) => packr.pack(x)),
      Buffer.from([0x93, 0xa1, 0x61, 0xc4, 1, 0xff]),
      value,
    ]);
  it.each([
    ['a str that is no UTF-8', Buffer.from([0xa1, 0xff]), 'messages[2]'],
    ['a str that is cut inside a character', Buffer.from([0xa1, 0xc3]), 'messages[2]'],
    ['a fixed extension', Buffer.from([0xd4, 0x72, 0x40]), 'messages[2]'],
    ['a timestamp', Buffer.from([0xd6, 0xff, 0, 0, 0, 0]), 'messages[2]'],
    ['a long extension', Buffer.from([0xc7, 1, 5, 0]), 'messages[2]'],
    ['__proto__ as a name', packr.pack(JSON.parse('{"b":{"__proto__":1}}')), 'messages[2].b'],
    ['bytes as a name', Buffer.from([0x81, 0xc4, 1, 0x61, 1]), 'messages[2]'],
    ['a list as a name', Buffer.from([0x81, 0x90, 1]), 'messages[2]'],
    ['a str deep inside', Buffer.from([0x81, 0xa1, 0x7a, 0x92, 1, 0xa1, 0xff]), 'messages[2].z[1]'],
  ])('is InvalidParams naming the field, with its id: %s', (_, value, path) => {
    expect(told(rpc(around(value)))).toEqual({ ...request(5), fault: ['InvalidParams', path] });
  });

  it('with a str that is no UTF-8 as method is InvalidRequest; as id there is none to answer', () => {
    expect(told(rpc(Buffer.from([0x94, 0, 5, 0xa1, 0xff, 0x90])))).toEqual(invalid(5));
    expect(told(rpc(Buffer.from([0x94, 0, 0xa1, 0xff, 0xa1, 0x6d, 0x90])))).toEqual(hopeless);
  });

  it('never has its own faults answered when it is a notification or a response', () => {
    expect(told(rpc(Buffer.from([0x93, 2, 0xa1, 0x6d, 0x91, 0xa1, 0xff])))).toMatchObject({ kind: 'notification' });
    expect(told(rpc(Buffer.from([0x94, 1, 5, 0xa1, 0xff, 0xc0])))).toEqual({ kind: 'ignored' });
  });

  it('gives bin as a view of the frame, without a copy', () => {
    const bytes = packr.pack([0, 5, 'm', [{ data: Buffer.alloc(64, 7) }]]);
    const { data } = (rpc(bytes) as Incoming).params as { data: Buffer };
    expect(data.buffer).toBe(bytes.buffer);
    expect(data).toEqual(Buffer.alloc(64, 7));
  });
});
