/** Calls over a socket: what they send, how they end, and that no failure leaves one pending. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { connect, OutriggerError } from '../../client/index.ts';
import { caught } from './caught.ts';
import { type Answer, FakeSidecar } from './fake-sidecar.ts';

const timing = { queueMs: 0, runMs: 0, workers: 0 };
const digests = { count: 1, digests: new Uint8Array(32).fill(7), timing };

const answerDigests: Answer = (message, connection) => {
  if (message.kind === 'request') connection.reply(message.id, digests);
};
const silence: Answer = () => {};

describe('a call', () => {
  test('resolves with a plain result whose bytes are a Uint8Array', async () => {
    await using fake = await FakeSidecar.listen(answerDigests);
    await using rig = await connect({ path: fake.path });
    const result = await rig.hash.records(new Uint8Array(64));
    expect(result).toEqual(digests);
    expect(Object.getPrototypeOf(result.digests)).toBe(Uint8Array.prototype);
  });

  test('sends initialize before the first request and once only, asking for structured errors', async () => {
    await using fake = await FakeSidecar.listen(answerDigests);
    await using rig = await connect({ path: fake.path });
    await Promise.all([rig.hash.records('a'), rig.hash.records('b')]);
    await rig.server.info();
    expect(fake.received.map((message) => message.method)).toEqual(['initialize', 'hash/records', 'hash/records']);
    expect(fake.received[0]?.params).toMatchObject({ protocolVersion: 1, capabilities: { structuredErrors: true } });
  });

  test('sends only the parameters that were given', async () => {
    await using fake = await FakeSidecar.listen(answerDigests);
    await using rig = await connect({ path: fake.path });
    await rig.hash.records('abc', { deadlineMs: 50, priority: 'bulk' });
    expect(fake.received[1]?.params).toEqual({ data: 'abc', algorithm: 'sha256', deadlineMs: 50, priority: 'bulk' });
  });

  test('delivers large byte arrays intact, wherever they stand in the params', async () => {
    const seen: unknown[] = [];
    await using fake = await FakeSidecar.listen((message, connection) => {
      seen.push(message.params);
      connection.reply(message.id, digests);
    });
    await using rig = await connect({ path: fake.path });
    const large = Uint8Array.from({ length: 300_000 }, (_, i) => i * 7);
    await rig.hash.records(large, { recordSize: 1 });
    await rig.hash.messages([large.subarray(0, 5000), 'small', new Uint8Array(3)], { algorithm: 'blake3' });
    expect(seen).toEqual([
      { data: Buffer.from(large), recordSize: 1, algorithm: 'sha256' },
      {
        messages: [Buffer.from(large.subarray(0, 5000)), 'small', Buffer.alloc(3)],
        algorithm: 'blake3',
      },
    ]);
  });

  test('reads a reply that comes one byte at a time', async () => {
    const long = { ...digests, digests: new Uint8Array(5000).fill(3) };
    await using fake = await FakeSidecar.listen(async (message, _connection, socket) => {
      const { Packr } = await import('msgpackr/pack');
      const bytes = new Packr({ useRecords: false, variableMapSize: true }).pack([1, message.id, null, long]);
      socket.setNoDelay(true);
      for (const byte of bytes.subarray(0, 60)) {
        socket.write(Buffer.of(byte));
        await sleep(0);
      }
      socket.write(bytes.subarray(60));
    });
    await using rig = await connect({ path: fake.path });
    expect(await rig.hash.records('a')).toEqual(long);
  });

  test('refuses a lone surrogate by the name of its field, and sends nothing', async () => {
    await using fake = await FakeSidecar.listen(answerDigests);
    await using rig = await connect({ path: fake.path });
    const error = await caught(rig.hash.messages(['ok', `${'x'.repeat(9000)}\ud800`]));
    expect(error).toMatchObject({ code: 'InvalidParams', rpcCode: -32602, data: { path: 'messages[1]' } });
    await rig.hash.records('fine');
    expect(fake.received.map((message) => message.method)).toEqual(['initialize', 'hash/records']);
  });

  test('refuses what MessagePack would write as something else', async () => {
    await using fake = await FakeSidecar.listen(answerDigests);
    await using rig = await connect({ path: fake.path });
    for (const data of [new Date(0), new Float64Array(8), new ArrayBuffer(8), 5n, () => {}]) {
      const error = await caught(rig.call('hash/records', { algorithm: 'sha256', data: data as unknown as string }));
      expect(error).toMatchObject({ code: 'InvalidParams', data: { path: 'data' } });
    }
  });

  test('over the frame limit is refused here, and the connection lives', async () => {
    await using fake = await FakeSidecar.listen(answerDigests);
    await using rig = await connect({ path: fake.path });
    const error = await caught(rig.hash.records(new Uint8Array(17 * 1024 * 1024)));
    expect(error).toMatchObject({ code: 'TooLarge', data: { limit: 'frameBytes', max: 16 * 1024 * 1024 } });
    expect(await rig.hash.records('a')).toEqual(digests);
  });

  test('larger than a megabyte waits for the limits that initialize tells', async () => {
    await using fake = await FakeSidecar.listen(answerDigests);
    await using rig = await connect({ path: fake.path });
    expect(await rig.hash.records(new Uint8Array(2 * 1024 * 1024))).toEqual(digests);
  });

  test('gets its progress while it runs', async () => {
    const begin = { kind: 'begin', done: 0, total: 2, unit: 'bytes' };
    const end = { kind: 'end', done: 2, total: 2, unit: 'bytes' };
    await using fake = await FakeSidecar.listen((message, connection) => {
      const token = message.params.progressToken;
      connection.notify('$/progress', { token: 'of another', value: begin });
      connection.notify('$/progress', { token, value: begin });
      connection.notify('$/progress', { token, value: end });
      connection.reply(message.id, digests);
    });
    await using rig = await connect({ path: fake.path });
    const told: unknown[] = [];
    await rig.hash.records('a', { onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([begin, end]);
  });
});

describe('an error', () => {
  test('of the wire keeps its code, data and retryability', async () => {
    const data = { name: 'Busy', retryable: true, retryAfterMs: 20 };
    await using fake = await FakeSidecar.listen((message, connection) =>
      connection.fail(message.id, { code: 1, message: 'inFlight: full', data }),
    );
    await using rig = await connect({ path: fake.path });
    const error = await caught(rig.hash.records('a'));
    expect(error).toMatchObject({ code: 'Busy', rpcCode: 1, data, retryable: true, message: 'inFlight: full' });
  });

  test('in the two-element form is read by its name', async () => {
    await using fake = await FakeSidecar.listen((message, connection) =>
      connection.fail(message.id, [0, 'StaleSegment: no such segment']),
    );
    await using rig = await connect({ path: fake.path });
    expect(await caught(rig.hash.records('a'))).toMatchObject({
      code: 'StaleSegment',
      rpcCode: 5,
      message: 'no such segment',
    });
  });

  test('has a stack that shows who called', async () => {
    await using fake = await FakeSidecar.listen((message, connection) =>
      connection.fail(message.id, { code: -32602, message: 'data: expected bytes', data: { name: 'InvalidParams' } }),
    );
    await using rig = await connect({ path: fake.path });
    async function theCaller(): Promise<void> {
      await rig.hash.records('a');
    }
    expect((await caught(theCaller())).stack).toContain('theCaller');
  });

  test('is an OutriggerError for another copy of the package too', async () => {
    const url = new URL('../../client/errors.ts?another-copy', import.meta.url).href;
    const other = (await import(/* @vite-ignore */ url)) as typeof import('../../client/errors.ts');
    expect(other.OutriggerError).not.toBe(OutriggerError);
    const error = new other.OutriggerError('Busy', 'later');
    expect(error).toBeInstanceOf(OutriggerError);
    expect(new Error('Busy')).not.toBeInstanceOf(OutriggerError);
    class OfACaller extends OutriggerError {}
    expect(error).not.toBeInstanceOf(OfACaller);
    expect(new OfACaller('Busy', 'later')).toBeInstanceOf(OfACaller);
  });
});

describe('a connection that ends', () => {
  test('is refused with ConnectFailed where nothing listens', async () => {
    await using fake = await FakeSidecar.listen(silence);
    const error = await caught(connect({ path: `${fake.path}.not` }));
    expect(error).toMatchObject({ code: 'ConnectFailed', retryable: true, data: { syscallCode: 'ENOENT' } });
  });

  test('rejects every call in flight, and every later one', async () => {
    let calls = 0;
    await using fake = await FakeSidecar.listen((_message, _connection, socket) => {
      calls += 1;
      if (calls === 3) socket.destroy();
    });
    await using rig = await connect({ path: fake.path });
    const failures = await Promise.all([1, 2, 3].map(() => caught(rig.hash.records('a'))));
    expect(failures.map((error) => error.code)).toEqual(Array(3).fill('ConnectionClosed'));
    expect((await caught(rig.server.status())).code).toBe('ConnectionClosed');
  });

  test('in the middle of a reply rejects the call', async () => {
    await using fake = await FakeSidecar.listen((_message, connection, socket) => {
      connection.raw(Buffer.from([0x94, 0x01]));
      socket.end();
    });
    await using rig = await connect({ path: fake.path });
    expect((await caught(rig.hash.records('a'))).code).toBe('ConnectionClosed');
  });

  test.each([
    ['the byte 0xc1', Buffer.from([0xc1])],
    ['text', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['a frame of another shape', Buffer.from([0x92, 0x01, 0x02])],
    ['a reply whose id is a map', Buffer.from([0x94, 0x01, 0x80, 0xc0, 0xc0])],
  ])('is closed with ProtocolViolation on %s', async (_title, garbage) => {
    await using fake = await FakeSidecar.listen((_message, connection) => connection.raw(garbage));
    await using rig = await connect({ path: fake.path });
    expect((await caught(rig.hash.records('a'))).code).toBe('ProtocolViolation');
  });

  test('tells the reason that the sidecar gave last', async () => {
    await using fake = await FakeSidecar.listen((_message, connection, socket) => {
      connection.fail(null, { code: 3, message: 'frameBytes: 9 is over the limit of 8', data: { name: 'TooLarge' } });
      socket.end();
    });
    await using rig = await connect({ path: fake.path });
    const error = await caught(rig.hash.records('a'));
    expect(error.code).toBe('ConnectionClosed');
    expect(error.message).toContain('frameBytes: 9 is over the limit of 8');
  });

  test('is ended by a sidecar of another version, and says so', async () => {
    await using fake = await FakeSidecar.listen(
      (message, connection) => {
        const data = { name: 'InvalidParams', path: 'protocolVersion', supported: [2] };
        connection.fail(message.id, { code: -32602, message: 'protocolVersion: expected 2', data });
      },
      { lives: false },
    );
    await using rig = await connect({ path: fake.path });
    expect((await caught(rig.server.info())).code).toBe('InvalidParams');
    expect(await caught(rig.hash.records('a'))).toMatchObject({ code: 'VersionMismatch', data: { supported: [2] } });
  });

  test('by dispose() is cut off after the grace if the sidecar says nothing', async () => {
    await using fake = await FakeSidecar.listen(silence, { lives: false });
    const rig = await connect({ path: fake.path });
    const hello = caught(rig.server.info());
    await rig.dispose({ graceMs: 20 });
    expect((await hello).code).toBe('ConnectionClosed');
    expect(fake.received.map((message) => message.method)).toEqual(['initialize', 'shutdown']);
  });
});
