/** What a framing refuses, before it allocates for it, and whether the stream can go on afterwards. */
import { Buffer } from 'node:buffer';
import { Packr } from 'msgpackr/pack';
import { describe, expect, it } from 'vitest';
import { BOUNDS, type Driven, type FRAMINGS, feed, record } from './drive.ts';

const packr = new Packr({ useRecords: false, variableMapSize: true });

function drive(kind: keyof typeof FRAMINGS, stream: Buffer | string, step = 65_536): Driven {
  const driven = record(kind);
  feed(driven.framing, Buffer.from(stream), () => step);
  return driven;
}

describe('content-length headers', () => {
  it.each([
    ['a repeated length', 'Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}'],
    ['no length', 'Content-Type: application/json\r\n\r\n{}'],
    ['a hexadecimal length', 'Content-Length: 0x2\r\n\r\n{}'],
    ['a negative length', 'Content-Length: -2\r\n\r\n{}'],
    ['a length with a sign', 'Content-Length: +2\r\n\r\n{}'],
    ['a fraction', 'Content-Length: 2.0\r\n\r\n{}'],
    ['an empty length', 'Content-Length: \r\n\r\n{}'],
    ['a bare line feed', 'Content-Length: 2\n\n{}'],
    ['a bare carriage return', 'Content-Length: 2\r\r\n\r\n{}'],
    ['a line without a name', 'Content-Length: 2\r\nnonsense\r\n\r\n{}'],
    ['a header that never ends', `Content-Length: 2\r\nX: ${'x'.repeat(BOUNDS.headerBytes)}`],
  ])('close the connection: %s', (_, stream) => {
    for (const step of [1, 65_536]) {
      const driven = drive('content-length', stream, step);
      expect(driven.frames).toEqual([]);
      expect(driven.refusals).toMatchObject([{ error: undefined, id: null, ends: true }]);
      expect(driven.allocations).toBe(0);
    }
  });

  it.each([
    ['lower case', 'content-length: 2\r\n\r\n{}'],
    ['no space', 'Content-Length:2\r\n\r\n{}'],
    ['white space around the value', 'Content-Length: \t2 \r\n\r\n{}'],
    ['leading zeros', 'Content-Length: 0000000000000000000002\r\n\r\n{}'],
    [
      'other fields',
      'X-Y: z\r\nContent-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}',
    ],
  ])('are read: %s', (_, stream) => {
    for (const step of [1, 65_536])
      expect(drive('content-length', stream, step).frames[0]?.bytes.toString()).toBe('{}');
  });

  it('tell the media type of a MessagePack body, with or without a Content-Type', () => {
    const body = packr.pack({ a: 1 });
    const bare = Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
    const named = Buffer.concat([
      Buffer.from(`Content-Type: Application/X-MsgPack; q=1\r\nContent-Length: ${body.length}\r\n\r\n`),
      body,
    ]);
    expect(drive('content-length', bare).frames[0]).toMatchObject({ codec: 'msgpack', contentType: undefined });
    expect(drive('content-length', named).frames[0]).toMatchObject({
      codec: 'msgpack',
      contentType: 'application/x-msgpack',
    });
  });

  it('of the largest allowed size are read', () => {
    const rest = 'Content-Length: 2\r\nX: \r\n\r\n';
    const stream = `Content-Length: 2\r\nX: ${'x'.repeat(BOUNDS.headerBytes - rest.length)}\r\n\r\n{}`;
    for (const step of [1, 1000, 65_536]) expect(drive('content-length', stream, step).frames).toHaveLength(1);
  });
});

describe('a frame over frameBytes is TooLarge with id null, then the end, and costs no memory', () => {
  const huge = (token: number) => Buffer.from([0x94, 0, 5, 0xa1, 0x6d, token, 0xff, 0xff, 0xff, 0xff, 0]);
  it.each([
    ['content-length', 'Content-Length: 1048577\r\n\r\n'],
    ['content-length', 'Content-Length: 99999999999999999999999999\r\n\r\n'],
    ['msgpack-rpc', huge(0xc6)],
    ['msgpack-rpc', huge(0xdb)],
    ['msgpack-rpc', huge(0xc9)],
    ['msgpack-rpc', huge(0xdd)],
    ['msgpack-rpc', huge(0xdf)],
    ['msgpack-rpc', Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff, 0])],
  ] as const)('%s %j', (kind, stream) => {
    for (const step of [1, 65_536]) {
      const driven = drive(kind, Buffer.from(stream as string), step);
      expect(driven.refusals).toMatchObject([{ error: 'TooLarge', limit: 'frameBytes', id: null, ends: true }]);
      expect(driven.mostHeld).toBeLessThanOrEqual(4096);
      expect(driven.held).toBe(0);
    }
  });

  it('newline: by what has arrived', () => {
    const driven = drive('newline', `{"a":"${'x'.repeat(BOUNDS.frameBytes)}`);
    expect(driven.refusals).toMatchObject([{ error: 'TooLarge', limit: 'frameBytes', id: null, ends: true }]);
    expect(driven.held).toBe(0);
  });
});

describe('memory follows what has arrived, not what is claimed', () => {
  const bounds = { ...BOUNDS, frameBytes: 64 << 20 };
  it.each([
    ['content-length', Buffer.from(`Content-Length: ${60 << 20}\r\n\r\n{`)],
    ['msgpack-rpc', Buffer.from([0x94, 0, 5, 0xa1, 0x6d, 0xc6, 0x03, 0xc0, 0, 0, 1])],
  ] as const)('%s: a claim of 60 MiB holds 1 MiB', (kind, head) => {
    const driven = record(kind, bounds);
    feed(driven.framing, head, () => 65_536);
    feed(driven.framing, Buffer.alloc(1000), () => 1000);
    expect(driven.mostHeld).toBe(1 << 20);
  });

  it('bodies of 60 MiB are read straight to where they stay', () => {
    const driven = record('content-length', bounds);
    const stream = Buffer.concat([Buffer.from(`Content-Length: ${60 << 20}\r\n\r\n`), Buffer.alloc(60 << 20, 0x20)]);
    feed(driven.framing, stream, () => 1 << 20);
    expect(driven.frames).toHaveLength(1);
    expect(driven.allocations).toBe(2);
  });

  it('what follows large bytes of a MessagePack-RPC frame needs no other memory', () => {
    const driven = record('msgpack-rpc', bounds);
    const result = { text: Buffer.alloc(200_000), redactions: Buffer.alloc(20_000), rules: ['jwt', 'email'] };
    feed(driven.framing, packr.pack([1, 7, null, result]), () => 65_536);
    expect(driven.frames).toHaveLength(1);
    expect(driven.allocations).toBe(1);
    expect(driven.mostHeld).toBeLessThan(250_000);
  });
});

describe('msgpack-rpc', () => {
  const next = packr.pack([0, 8, 'after', [{}]]);
  const deep = Buffer.concat([
    Buffer.from([0x94, 0, 0xcd, 0x01, 0x00, 0xa1, 0x6d]),
    Buffer.alloc(200, 0x91),
    Buffer.from([0xc0]),
  ]);
  const wide = packr.pack([0, 256, 'm', [new Array(BOUNDS.elements + 1).fill(1)]]);
  const many = packr.pack([0, 256, 'm', [new Array(BOUNDS.containers + 1).fill([])]]);

  it.each([
    ['depth', deep],
    ['elements', wide],
    ['containers', many],
  ])('past %s the frame is refused by its id, and the next one is answered', (limit, frame) => {
    for (const step of [1, 7, 65_536]) {
      const driven = drive('msgpack-rpc', Buffer.concat([frame, next]), step);
      expect(driven.refusals).toMatchObject([{ error: 'TooLarge', limit, id: 256, ends: false }]);
      expect(driven.frames.map(({ bytes }) => bytes)).toEqual([next]);
      expect(driven.held).toBe(0);
    }
  });

  it('just within the limits the frame is taken', () => {
    const most = packr.pack([0, 1, 'm', [new Array(BOUNDS.elements - 5).fill(1)]]);
    expect(drive('msgpack-rpc', most).frames).toHaveLength(1);
    const deepest = Buffer.concat([
      Buffer.from([0x94, 0, 1, 0xa1, 0x6d]),
      Buffer.alloc(127, 0x91),
      Buffer.from([0xc0]),
    ]);
    expect(drive('msgpack-rpc', deepest).frames).toHaveLength(1);
  });

  it.each([
    ['the unused byte', Buffer.from([0x94, 0, 1, 0xa1, 0x6d, 0xc1])],
    ['a message that is no array', Buffer.concat([next, Buffer.from([0xc0])])],
    ['a notification past a limit', packr.pack([2, 'm', [new Array(BOUNDS.elements + 1).fill(1)]])],
  ])('ends the connection without an answer: %s', (_, stream) => {
    for (const step of [1, 65_536]) {
      expect(drive('msgpack-rpc', stream, step).refusals).toMatchObject([{ error: undefined, ends: true }]);
    }
  });

  it.each([5, -7, 200, 70_000, 2 ** 40, -(2 ** 40), 2 ** 53 - 1])('finds the id %d of a refused request', (id) => {
    const whole = packr.pack([
      0,
      Math.abs(id) > 2 ** 31 ? BigInt(id) : id,
      'm',
      [new Array(BOUNDS.elements + 1).fill(1)],
    ]);
    for (const step of [1, 65_536]) expect(drive('msgpack-rpc', whole, step).refusals).toMatchObject([{ id }]);
  });
});
