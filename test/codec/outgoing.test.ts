/** Replies are written as the strictest readers of each dialect want them. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { Unpackr } from 'msgpackr/pack';
import { describe, expect, it } from 'vitest';
import {
  headerJsonWire,
  headerMessagePackWire,
  lineWire,
  rpcWire,
  structuredRpcWire,
  type Wire,
} from '../../protocol/codec/outgoing.ts';
import { invalidParams } from '../../protocol/errors.ts';
import { feed, record } from '../framing/drive.ts';

const unpackr = new Unpackr({ useRecords: false, mapsAsObjects: true, int64AsType: 'auto' });

function written(wire: Wire, body: ReturnType<Wire['result']>): Buffer {
  return Buffer.concat(
    wire.frame(body).map(({ data, bytes }) => {
      const buffer = Buffer.from(data as string);
      expect(buffer.length).toBe(bytes);
      return buffer;
    }),
  );
}

const bytes = Uint8Array.from([0, 255, 128, 1]);
const result = {
  count: 2,
  digests: bytes,
  big: 2 ** 40,
  files: [{ digest: bytes.subarray(1) }, { ok: true }],
  gone: undefined,
};

describe('JSON', () => {
  const expected =
    '{"jsonrpc":"2.0","id":"a\\"b","result":{"count":2,"digests":{"base64":"AP+AAQ=="},"big":1099511627776,' +
    '"files":[{"digest":{"base64":"/4AB"}},{"ok":true}]}}';

  it('a line ends with the only line break', () => {
    expect(written(lineWire, lineWire.result('a"b', result)).toString()).toBe(`${expected}\n`);
  });

  it('a Content-Length frame has this header and no other', () => {
    expect(written(headerJsonWire, headerJsonWire.result('a"b', result)).toString()).toBe(
      `Content-Length: ${expected.length}\r\n\r\n${expected}`,
    );
  });

  it('counts bytes, not characters', () => {
    const text = written(headerJsonWire, headerJsonWire.result(1, 'é€😀\ud800'));
    const [header, body] = text.toString().split('\r\n\r\n') as [string, string];
    expect(Number(header.slice(16))).toBe(Buffer.byteLength(body));
    expect(JSON.parse(body).result).toBe('é€😀\ud800');
  });

  it('joins the replies of a batch', () => {
    const bodies = [lineWire.result(1, null), lineWire.error(null, invalidParams('a.b', 'a number').toObject())];
    expect(JSON.parse(String(lineWire.batch(bodies)))).toEqual([
      { jsonrpc: '2.0', id: 1, result: null },
      {
        jsonrpc: '2.0',
        id: null,
        error: {
          code: -32602,
          message: 'a.b: expected a number',
          data: { name: 'InvalidParams', path: 'a.b', expected: 'a number' },
        },
      },
    ]);
  });

  it('does not change the result that it is given', () => {
    const before = structuredClone(result);
    lineWire.result(1, result);
    rpcWire.result(1, result);
    expect(result).toEqual(before);
  });
});

describe('MessagePack', () => {
  const plain = {
    count: 2,
    digests: Buffer.from(bytes),
    big: 2 ** 40,
    files: [{ digest: Buffer.from(bytes.subarray(1)) }, { ok: true }],
  };

  it('answers an array with bin and integers', () => {
    expect(unpackr.unpack(written(rpcWire, rpcWire.result(5, result)))).toEqual([1, 5, null, plain]);
  });

  it('writes integers above 2^32-1 and below -2^31 as integers, at any depth', () => {
    const packed = written(rpcWire, rpcWire.result(2 ** 40, { a: [2 ** 32, -(2 ** 33)], f: 2 ** 60, x: 1.5 }));
    expect(packed.includes(Buffer.from([0xd3, 0, 0, 0, 1, 0, 0, 0, 0]))).toBe(true);
    expect(packed.includes(Buffer.from([0xd3, 0xff, 0xff, 0xff, 0xfe, 0, 0, 0, 0]))).toBe(true);
    expect(unpackr.unpack(packed)).toEqual([1, 2 ** 40, null, { a: [2 ** 32, -(2 ** 33)], f: 2 ** 60, x: 1.5 }]);
  });

  it('tells errors as Neovim reads them, and in full once the client asks for it', () => {
    const error = invalidParams('recordSize', 'a number').toObject();
    expect(unpackr.unpack(written(rpcWire, rpcWire.error(5, error)))).toEqual([
      1,
      5,
      [0, 'InvalidParams: recordSize: expected a number'],
      null,
    ]);
    expect(unpackr.unpack(written(structuredRpcWire, structuredRpcWire.error(5, error)))).toEqual([1, 5, error, null]);
  });

  it('sends the media type back that the request named, and none where it named none', () => {
    const named = headerMessagePackWire('application/x-msgpack');
    const text = written(named, named.result(1, null)).toString('latin1');
    expect(text).toMatch(/^Content-Length: \d+\r\nContent-Type: application\/x-msgpack\r\n\r\n/);
    const bare = headerMessagePackWire(undefined);
    expect(written(bare, bare.result(1, null)).toString('latin1')).toMatch(/^Content-Length: \d+\r\n\r\n/);
  });

  it('joins the replies of a batch', () => {
    const wire = headerMessagePackWire(undefined);
    const batch = wire.batch([wire.result(1, 'a'), wire.result(2, 'b')]);
    expect(unpackr.unpack(batch as Buffer)).toEqual([
      { jsonrpc: '2.0', id: 1, result: 'a' },
      { jsonrpc: '2.0', id: 2, result: 'b' },
    ]);
  });
});

describe('every wire', () => {
  it.each([
    ['newline', lineWire],
    ['content-length', headerJsonWire],
    ['content-length', headerMessagePackWire('application/vnd.msgpack')],
    ['msgpack-rpc', structuredRpcWire],
  ] as const)('%s: what is written is read back by the framing, with a header of 100 bytes at most', (kind, wire) => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.maxSafeInteger(), fc.jsonValue()), { minLength: 1, maxLength: 5 }),
        (replies) => {
          const driven = record(kind);
          const frames = replies.map(([id, value]) => written(wire, wire.result(id, value)));
          feed(driven.framing, Buffer.concat(frames), () => 10);
          expect(driven.frames).toHaveLength(replies.length);
          for (const [i, { bytes }] of driven.frames.entries()) {
            expect((frames[i]?.length ?? 0) - bytes.length).toBeLessThanOrEqual(100);
          }
        },
      ),
    );
  });
});
