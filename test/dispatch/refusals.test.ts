/** What dispatch refuses, with which error and field, and that a refusal costs nothing: the arena is as it was. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ServerStatus } from '../../protocol/methods/server.ts';
import { createSidecar, type Sidecar } from '../../sidecar/sidecar.ts';
import { Caller, until } from './caller.ts';
import { bytes } from './oracle.ts';

const folder = mkdtempSync(join(tmpdir(), 'outrigger-refusals-'));
const place = (name: string) => join(folder, name);
let sidecar: Sidecar;
let caller: Caller;
let segment: string;
let usedBefore: ReturnType<typeof used>;

function used(): Pick<ServerStatus, 'arena' | 'queue'> {
  const { arena, queue } = caller.status();
  return { arena, queue };
}

beforeAll(async () => {
  sidecar = await createSidecar({ workers: 1, limits: { fileBytes: 2 ** 32 } });
  caller = new Caller(sidecar.dispatcher);
  segment = (await caller.result('segment/open', { bytes: 2 ** 20 })).segment as string;
  usedBefore = used();
});

afterEach(() => {
  expect(used()).toEqual(usedBefore);
});

afterAll(async () => {
  caller.close();
  await sidecar.close();
  rmSync(folder, { recursive: true });
});

const sha = { algorithm: 'sha256' };
const record = bytes(64);
type Asked = [method: string, params: object];
const digestsOf = (params: object): Asked => ['hash/records', { ...sha, data: record, ...params }];
const messagesOf = (params: object): Asked => ['hash/messages', { ...sha, ...params }];

describe('parameters', () => {
  test.each([
    ['a misspelt field', digestsOf({ recordsize: 64 }), 'recordsize'],
    ['an unknown algorithm', digestsOf({ algorithm: 'md5' }), 'algorithm'],
    ['an unknown engine', digestsOf({ engine: 'gpu' }), 'engine'],
    ['OpenSSL’s BLAKE3', digestsOf({ algorithm: 'blake3', engine: 'openssl' }), 'engine'],
    ['records of 0 bytes', digestsOf({ recordSize: 0 }), 'recordSize'],
    ['records of half a byte', digestsOf({ recordSize: 0.5 }), 'recordSize'],
    ['a length that is no multiple', digestsOf({ recordSize: 63 }), 'data'],
    ['no data', ['hash/records', sha], 'data'],
    ['data of no kind', digestsOf({ data: 7 }), 'data'],
    ['params that are a list', ['hash/records', [1]], ''],
    ['neither data nor messages', messagesOf({}), 'data'],
    ['data without lengths', messagesOf({ data: record }), 'lengths'],
    ['lengths beside messages', messagesOf({ messages: [], lengths: [] }), 'lengths'],
    ['data beside messages', messagesOf({ messages: [], data: record }), 'data'],
    ['lengths that sum to less', messagesOf({ data: record, lengths: [1, 2] }), 'lengths'],
    ['lengths that sum to more', messagesOf({ data: record, lengths: [64, 1] }), 'lengths'],
    ['lengths beyond what numbers tell apart', messagesOf({ data: record, lengths: [2 ** 53 - 1, 65] }), 'lengths'],
    ['a negative length', messagesOf({ data: record, lengths: [65, -1] }), 'lengths[1]'],
    ['a message of no kind', messagesOf({ messages: [record, null] }), 'messages[1]'],
    ['a relative path', digestsOf({ data: { path: 'x' } }), 'data.path'],
    ['a relative path in a list', ['hash/files', { ...sha, paths: ['/x', 'y'] }], 'paths[1]'],
    ['a priority that is none', digestsOf({ priority: 'urgent' }), 'priority'],
    ['a deadline that is none', digestsOf({ deadlineMs: -1 }), 'deadlineMs'],
  ] as [string, Asked, string][])('%s is InvalidParams that names it', async (_name, [method, params], path) => {
    const { error } = await caller.call(method, params);
    expect(error).toMatchObject({ name: 'InvalidParams', data: { path } });
    expect(error?.message.startsWith(`${path === '' ? 'params' : path}: expected `)).toBe(true);
  });

  test('a method that is none is MethodNotFound, whatever its name', async () => {
    for (const method of ['hash/nothing', '', 'constructor', '__proto__', 'toString']) {
      expect(await caller.errorName(method)).toBe('MethodNotFound');
    }
  });
});

describe('text and base64', () => {
  const strict = [...'ABCD', 'AAAA', '////', '++++', 'QQ==', 'QUI=', ''].filter((text) => text.length !== 1);
  test.each(strict)('%j is base64', async (base64) => {
    expect(await caller.errorName('hash/messages', { ...sha, messages: [{ base64 }] })).toBeUndefined();
  });

  test.each([
    'A',
    'AA',
    'AAA',
    'AAAAA',
    '====',
    'A===',
    'AA=A',
    '=AAA',
    'QR==',
    'QUJ=',
    'QUI=QUI=',
    'AA==AAAA',
    'AAA\n',
    'AAAA\n',
    ' AAA',
    'AAAA    ',
    'AAAA\n\n\n\n',
    'AA-_',
    'AA%A',
    'AAé=',
    '💧💧',
    '\0AAA',
  ])('%j is no base64, and the field is named', async (base64) => {
    for (const params of [
      { ...sha, messages: [record, { base64 }] },
      { ...sha, messages: [record, { base64 }, { path: '/proc/version' }] },
    ]) {
      const { error } = await caller.call('hash/messages', params);
      expect(error).toMatchObject({ name: 'InvalidParams', data: { path: 'messages[1].base64' } });
    }
  });

  test.each(['\ud800', 'a\udc00b', '\udbff\udbff', 'ok\ud83d'])(
    'the lone surrogate in %j is refused, never replaced',
    async (text) => {
      const { error } = await caller.call('hash/messages', { ...sha, messages: ['fine', text] });
      expect(error).toMatchObject({ name: 'InvalidParams', data: { path: 'messages[1]' } });
      const whole = await caller.call('hash/records', { ...sha, data: text, recordSize: 1 });
      expect(whole.error).toMatchObject({ name: 'InvalidParams', data: { path: 'data' } });
    },
  );
});

describe('ranges of segments', () => {
  const wrong = [2 ** 53, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '0', null, undefined, 5n, [0]];
  test.each(wrong)('an offset or length of %s is no number of bytes', async (value) => {
    for (const [offset, length, path] of [
      [value, 64, 'data.offset'],
      [0, value, 'data.length'],
    ]) {
      const { error } = await caller.call('hash/records', { ...sha, data: { segment, offset, length } });
      expect(error).toMatchObject({ name: 'InvalidParams', data: { path } });
    }
  });

  test.each([
    [2 ** 53 - 1, 64, 'offset'],
    [2 ** 32, 64, 'offset'],
    [2 ** 20 + 1, 0, 'offset'],
    [0, 2 ** 53 - 1, 'length'],
    [0, 2 ** 32, 'length'],
    [64, 2 ** 32 - 64, 'length'],
    [2 ** 20 - 63, 64, 'length'],
    [2 ** 20, 64, 'length'],
  ])('offset %i with length %i runs over the end, wherever it is used', async (offset, length, field) => {
    const range = { segment, offset, length };
    const asked = [
      caller.call('hash/records', { ...sha, recordSize: 1, data: range }),
      caller.call('hash/records', { ...sha, data: record, into: range }),
      caller.call('hash/messages', { ...sha, messages: [record, range] }),
      caller.call('segment/read', range),
    ];
    const paths = ['data', 'into', 'messages[1]', ''].map((path) => (path === '' ? field : `${path}.${field}`));
    const replies = await Promise.all(asked);
    for (const [i, { error }] of replies.entries()) {
      // A length that is too small for the digests is told before the range is looked at.
      const into = i === 1 && length < 32;
      expect(error).toMatchObject({ name: 'InvalidParams', data: { path: into ? 'into.length' : paths[i] } });
    }
  });

  test('the whole segment, its last byte and its empty end are good', async () => {
    for (const [offset, length] of [
      [0, 2 ** 20],
      [2 ** 20 - 1, 1],
      [2 ** 20, 0],
    ]) {
      const range = { segment, offset, length };
      expect(
        await caller.errorName('hash/records', { ...sha, recordSize: 1, data: range, engine: 'wasm', into: undefined }),
      ).toBe(length === 2 ** 20 ? 'TooLarge' : undefined);
    }
  });

  test('a segment that is closed, another’s or was never opened is StaleSegment everywhere', async () => {
    const other = new Caller(sidecar.dispatcher);
    const { segment: foreign } = await other.result('segment/open', { bytes: 1 });
    const { segment: closed } = await caller.result('segment/open', { bytes: 1 });
    await caller.result('segment/close', { segment: closed });
    for (const id of [foreign, closed, 'never', '', '__proto__']) {
      const range = { segment: id, offset: 0, length: 64 };
      const names = await Promise.all([
        caller.errorName('hash/records', { ...sha, data: range }),
        caller.errorName('hash/records', { ...sha, data: record, into: range }),
        caller.errorName('hash/messages', { ...sha, messages: [range] }),
        caller.errorName('segment/read', range),
        caller.errorName('segment/write', { segment: id, offset: 0, data: record }),
        caller.errorName('segment/close', { segment: id }),
      ]);
      expect(names).toEqual(names.map(() => 'StaleSegment'));
    }
    other.close();
  });

  test.each([
    [0, 32, 0],
    [64, 32, 32],
    [96, 32, 64],
    [127, 32, 64],
    [0, 96, 31],
    [2 ** 20 - 96, 96, 2 ** 20 - 127],
  ])('digests into [%i, +%i) over the data at %i are refused', async (offset, length, at) => {
    const data = { segment, offset: at, length: 64 };
    const into = { segment, offset, length };
    const asked: Asked[] = [
      digestsOf({ data, into }),
      messagesOf({ data, lengths: [64], into }),
      messagesOf({ messages: [data], into }),
      messagesOf({ messages: [data, { path: '/proc/version' }], into: { ...into, length: Math.max(64, length) } }),
    ];
    for (const params of asked) {
      const { error } = await caller.call(...params);
      expect(error).toMatchObject({ name: 'InvalidParams', data: { path: expect.stringMatching(/^into/) } });
    }
  });

  test('neighbours don’t overlap, nor does an empty range anywhere', async () => {
    const into = { segment, offset: 64, length: 32 };
    for (const at of [0, 96]) {
      expect(await caller.errorName(...digestsOf({ data: { segment, offset: at, length: 64 }, into }))).toBeUndefined();
    }
    const messages = [{ segment, offset: 70, length: 0 }];
    expect(await caller.errorName('hash/messages', { ...sha, messages, into })).toBeUndefined();
  });

  test('a destination that is too small is told before anything is hashed', async () => {
    const { error } = await caller.call(...digestsOf({ into: { segment, offset: 0, length: 31 } }));
    expect(error).toMatchObject({ name: 'InvalidParams', data: { path: 'into.length' } });
  });
});

describe('files', () => {
  test('what is no regular file, or not to be read, is FileError with its code and path', async () => {
    mkdirSync(place('folder'));
    execFileSync('mkfifo', [place('fifo')]);
    const cases = [
      [place('nothing'), 'ENOENT'],
      [place('folder'), 'EISDIR'],
      [place('fifo'), 'ENOTREG'],
      ['/dev/zero', 'ENOTREG'],
      [`${place('folder')}/x/y`, 'ENOENT'],
      [join('/proc/version', 'x'), 'ENOTDIR'],
    ];
    for (const [path, code] of cases) {
      const expected = { name: 'FileError', data: { code, path, name: 'FileError' } };
      expect((await caller.call(...digestsOf({ data: { path } }))).error).toMatchObject(expected);
      expect((await caller.call(...messagesOf({ messages: ['x', { path }] }))).error).toMatchObject(expected);
      const { files } = await caller.result('hash/files', { ...sha, paths: [path] });
      expect(files).toMatchObject([{ path, error: { data: { code, path } } }]);
    }
  });

  test('a range over the end of a file names the field', async () => {
    writeFileSync(place('hundred'), bytes(100));
    const path = place('hundred');
    const asked = [
      [{ path, offset: 101 }, 'offset'],
      [{ path, length: 101 }, 'length'],
      [{ path, offset: 50, length: 51 }, 'length'],
      [{ path, offset: 2 ** 53 - 1 }, 'offset'],
    ] as const;
    for (const [data, field] of asked) {
      const { error } = await caller.call(...digestsOf({ data, recordSize: 1 }));
      expect(error).toMatchObject({ name: 'InvalidParams', data: { path: `data.${field}` } });
      const list = await caller.call(...messagesOf({ messages: [data] }));
      expect(list.error).toMatchObject({ name: 'InvalidParams', data: { path: `messages[0].${field}` } });
    }
  });

  test('a file over the limit is TooLarge, alone and in a list', async () => {
    const path = place('sparse');
    writeFileSync(path, '');
    truncateSync(path, 2 ** 33);
    const { error } = await caller.call(...digestsOf({ data: { path } }));
    expect(error).toMatchObject({ name: 'TooLarge', data: { limit: 'fileBytes', max: 2 ** 32, got: 2 ** 33 } });
    const { files } = await caller.result('hash/files', { ...sha, paths: [path] });
    expect(files).toMatchObject([{ path, error: { data: { name: 'TooLarge', got: 2 ** 33 } } }]);
  });

  test('a file that gets shorter while it is read is told, never digested short', async () => {
    const path = place('shrinking');
    writeFileSync(path, '');
    truncateSync(path, 2 ** 31);
    const asked: Asked[] = [
      digestsOf({ data: { path }, recordSize: 2 ** 31, engine: 'wasm' }),
      messagesOf({ data: { path }, lengths: [2 ** 31], engine: 'wasm' }),
      messagesOf({ messages: ['x', { path }], engine: 'wasm' }),
    ];
    for (const params of asked) {
      truncateSync(path, 2 ** 31);
      const pending = caller.start(...params);
      await until(() => caller.busyWorkers() > 0);
      truncateSync(path, 1000);
      expect((await pending.reply).error).toMatchObject({ name: 'FileError', data: { code: 'ETRUNCATED', path } });
    }
  });
});
