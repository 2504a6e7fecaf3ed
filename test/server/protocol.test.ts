/**
 * PROTOCOL.md against the real process, in every dialect, by both doors, from raw bytes: what is wrong is answered by the
 * right error that names the field, and the connection answers the next request.
 */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PrivateFolder, privateFolder } from './private-folder.ts';
import { type Conversation, type Host, hostOnSocket, hostOnStdio } from './sidecar-process.ts';
import { type Heard, SPEAKERS, type Speaker } from './speaker.ts';

const name = (reply: Heard | Heard[] | undefined) => (reply as Heard | undefined)?.error?.data?.name;

/** Larger than what is hashed before a cancel comes, and sparse: it costs no disk. Its digests are within replyBytes. */
const LONG_BYTES = 16 * 2 ** 30;

let folder: PrivateFolder;
let longFile: string;

/** All dialects share one sidecar by socket, as its clients do. */
let socketHost: Awaited<ReturnType<typeof hostOnSocket>>;

beforeAll(async () => {
  socketHost = await hostOnSocket();
  folder = privateFolder();
  longFile = folder.at('long');
  const file = openSync(longFile, 'w');
  ftruncateSync(file, LONG_BYTES);
  closeSync(file);
});
afterAll(async () => {
  folder[Symbol.dispose]();
  await socketHost[Symbol.asyncDispose]();
});

const records = Buffer.from(Array.from({ length: 64 * 3 }, (_, i) => i));
const digests = Buffer.concat(
  [0, 64, 128].map((at) =>
    createHash('sha256')
      .update(records.subarray(at, at + 64))
      .digest(),
  ),
);

function bytes(speaker: Speaker, data: Buffer): unknown {
  return speaker.binary ? data : { base64: data.toString('base64') };
}

const DOORS: [string, () => Host][] = [
  ['stdio', hostOnStdio],
  ['socket', () => ({ ...socketHost, [Symbol.asyncDispose]: async () => {} })],
];

describe.each(DOORS)('by %s', (_door, startHost) => {
  describe.each(SPEAKERS.map((speaker) => [speaker.name, speaker] as const))('%s', (_name, speaker) => {
    let host: Host;
    let conversation: Conversation;
    beforeAll(async () => {
      host = startHost();
      conversation = await host.converse(speaker);
    });
    afterAll(async () => {
      await host[Symbol.asyncDispose]();
    });

    const params = (more: Record<string, unknown> = {}) => ({
      algorithm: 'sha256',
      recordSize: 64,
      data: bytes(speaker, records),
      ...more,
    });
    const longParams = () => ({ algorithm: 'sha256', recordSize: 65_536, data: { path: longFile } });
    /** The connection is in step: it answers the next request, rightly. */
    const answersNext = async () => {
      const { result } = await conversation.ask('hash/records', params());
      expect(result).toMatchObject({ count: 3, digests: bytes(speaker, digests) });
    };

    it('hashes records', async () => {
      await answersNext();
    });

    it.each([
      ['a recordSize of 0', { recordSize: 0 }, 'recordSize'],
      ['a recordSize that is text', { recordSize: '64' }, 'recordSize'],
      ['a recordSize that is a fraction', { recordSize: 64.5 }, 'recordSize'],
      ['a misspelt recordSize', { recordsize: 64 }, 'recordsize'],
      ['an unknown algorithm', { algorithm: 'md5' }, 'algorithm'],
      ['no algorithm', { algorithm: null }, 'algorithm'],
      ['data that is a number', { data: 7 }, 'data'],
      ['base64 that is none', { data: { base64: `${records.toString('base64').slice(0, -1)}*` } }, 'data.base64'],
      ['base64 with bits left over', { data: { base64: `${Buffer.alloc(63).toString('base64')}QQ` } }, 'data.base64'],
      ['a relative path', { data: { path: 'long' } }, 'data.path'],
      ['a length that is no multiple', { recordSize: 63 }, 'data'],
    ])('is InvalidParams naming the field: %s', async (_what, more, path) => {
      const reply = await conversation.ask('hash/records', params(more));
      expect(name(reply)).toBe('InvalidParams');
      expect(reply.error?.message).toMatch(new RegExp(`^${path.replace('.', '\\.')}: expected `));
      if (speaker.jsonRpc) expect(reply.error).toMatchObject({ code: -32602, data: { path } });
      await answersNext();
    });

    it.each([[[1, 2]], ['text'], [7], [true]])('is InvalidParams for params %j', async (wrong) => {
      expect(name(await conversation.ask('hash/records', wrong))).toBe('InvalidParams');
      await answersNext();
    });

    it('is MethodNotFound for an unknown method', async () => {
      expect(name(await conversation.ask('hash/nothing'))).toBe('MethodNotFound');
      expect(name(await conversation.ask('constructor'))).toBe('MethodNotFound');
      await answersNext();
    });

    it("is FileError for a file that isn't there, with the reason", async () => {
      const reply = await conversation.ask('hash/records', params({ data: { path: folder.at('missing') } }));
      expect(name(reply)).toBe('FileError');
      if (speaker.jsonRpc) expect(reply.error?.data).toMatchObject({ code: 'ENOENT', path: folder.at('missing') });
      await answersNext();
    });

    it('refuses an id in flight, goes on with the first request, and cancels it when asked', async () => {
      conversation.say(speaker.request(7, 'hash/records', longParams()), speaker.request(7, 'server/status'));
      const [refusal] = (await conversation.hear(1)) as Heard[];
      expect([refusal?.id, name(refusal)]).toEqual([7, 'InvalidRequest']);
      await answersNext();
      conversation.say(speaker.notify('$/cancelRequest', { id: 7 }));
      const [cancelled] = (await conversation.hear(1)) as Heard[];
      expect([cancelled?.id, name(cancelled)]).toEqual([7, 'RequestCancelled']);
      await answersNext();
    });

    it('ends a request whose cancel comes in the same packet', async () => {
      conversation.say(speaker.request(8, 'hash/records', longParams()), speaker.notify('$/cancelRequest', { id: 8 }));
      const [cancelled] = (await conversation.hear(1)) as Heard[];
      expect([cancelled?.id, name(cancelled)]).toEqual([8, 'RequestCancelled']);
      await answersNext();
    });

    it.runIf(speaker.jsonRpc)('tells ids 7 and "7" in one packet', async () => {
      conversation.say(speaker.request(7, 'hash/records', params()), speaker.request('7', 'hash/nothing'));
      const replies = (await conversation.hear(2)) as Heard[];
      expect(new Set(replies.map((reply) => `${typeof reply.id} ${name(reply)}`))).toEqual(
        new Set(['number undefined', 'string MethodNotFound']),
      );
      await answersNext();
    });

    it('names the field of a str that is no UTF-8', async () => {
      const frame = speaker.request(9, 'hash/messages', { algorithm: 'sha256', messages: ['a', 'b~'] });
      frame[frame.lastIndexOf('~')] = 0xff;
      conversation.say(frame);
      const [refusal] = (await conversation.hear(1)) as Heard[];
      // JSON that is no UTF-8 is no JSON
      expect([refusal?.id, name(refusal)]).toEqual(speaker.binary ? [9, 'InvalidParams'] : [null, 'ParseError']);
      if (speaker.binary) expect(refusal?.error?.message).toMatch(/^messages\[1\]: /);
      await answersNext();
    });

    it('tells progress before the reply, for a request that asks for it', async () => {
      const long = { ...longParams(), data: { path: longFile, offset: 0, length: 64 * 2 ** 20 }, progressToken: 'p' };
      conversation.say(speaker.request(10, 'hash/records', long));
      const told: Heard[] = [];
      do told.push(...((await conversation.hear(1)) as Heard[]));
      while (told.at(-1)?.id === undefined);
      const kinds = told.slice(0, -1).map(({ params }) => (params as { value: { kind: string } }).value.kind);
      expect([kinds[0], kinds.at(-1)]).toEqual(['begin', 'end']);
      expect(told.at(-1)).toHaveProperty('result.count', 1024);
    });

    it('describes itself in OpenRPC, and tells its status and statistics', async () => {
      const { result: document } = await conversation.ask('rpc.discover');
      const methods = (document as { methods: { name: string }[] }).methods.map((method) => method.name);
      expect(methods).toContain('hash/records');
      expect((await conversation.ask('server/status')).result).toHaveProperty('pid', host.process.child.pid);
      expect((await conversation.ask('server/stats')).result).toHaveProperty(['methods', 'hash/records']);
    });

    it('initializes once, with its limits', async () => {
      const { result } = await conversation.ask('initialize', {
        processId: process.pid,
        capabilities: {},
        rootUri: null,
      });
      expect(result).toMatchObject({ protocolVersion: 1, serverInfo: { name: 'outrigger' }, limits: { depth: 128 } });
      expect(name(await conversation.ask('initialize', {}))).toBe('InvalidRequest');
      await answersNext();
    });
  });
});

describe('what ends a connection', () => {
  const [newline, header, , , rpc] = SPEAKERS as [Speaker, Speaker, Speaker, Speaker, Speaker];

  it('is a huge Content-Length, after TooLarge with id null', async () => {
    const conversation = (await socketHost.converse(header)).say('Content-Length: 99999999999\r\n\r\n');
    const [refusal] = (await conversation.rest()) as Heard[];
    expect(refusal).toMatchObject({ id: null, error: { code: 3, data: { limit: 'frameBytes', max: 16 * 2 ** 20 } } });
  });

  it('is a huge claim in MessagePack-RPC, after TooLarge with id null', async () => {
    const conversation = (await socketHost.converse(rpc)).say(
      Buffer.from([0x94, 0, 5, 0xa1, 0x6d, 0xc6, 0xff, 0xff, 0xff, 0xff]),
    );
    expect(((await conversation.rest()) as Heard[]).map((reply) => [reply.id, name(reply)])).toEqual([
      [null, 'TooLarge'],
    ]);
  });

  it.each(['GET / HTTP/1.1\r\n', '\x00\x01', '\xc1', '\x80'])('is a first byte of no dialect: %j', async (garbage) => {
    const conversation = (await socketHost.converse(newline)).say(Buffer.from(garbage, 'latin1'));
    expect(await conversation.rest()).toEqual([]);
  });

  it.each([
    ['two lengths', header, Buffer.from('Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}')],
    ['no length', header, Buffer.from('Content-Type: application/json\r\n\r\n{}')],
    ['0xc1', rpc, Buffer.from([0x94, 0, 1, 0xa1, 0x6d, 0xc1])],
    ['an id that is text', rpc, rpc.raw([0, '7', 'server/status', []])],
  ])('is a framing or an id that is lost: %s', async (_what, speaker, stream) => {
    expect(await (await socketHost.converse(speaker)).say(stream).rest()).toEqual([]);
  });

  it('is exit, and only for that connection', async () => {
    const other = await socketHost.converse(newline);
    const conversation = await socketHost.converse(header);
    conversation.say(header.request(1, 'shutdown'), header.notify('exit'));
    expect(await conversation.rest()).toMatchObject([{ id: 1, result: null }]);
    expect((await other.ask('server/status')).result).toHaveProperty('pid');
  });

  it.each(SPEAKERS.map((speaker) => [speaker.name, speaker] as const))(
    'is its end of input: %s',
    async (_, speaker) => {
      const conversation = (await socketHost.converse(speaker)).say(speaker.request(1, 'server/status')).endInput();
      expect(((await conversation.rest()) as Heard[]).map(({ id }) => id)).toEqual([1]);
    },
  );

  it('is not JSON that can not be read: it is ParseError with id null', async () => {
    const conversation = (await socketHost.converse(newline)).say('{"jsonrpc":\n', newline.request(2, 'server/status'));
    const replies = (await conversation.hear(2)) as Heard[];
    expect(replies.map((reply) => [reply.id, name(reply)])).toEqual([
      [null, 'ParseError'],
      [2, undefined],
    ]);
    expect(replies[0]?.error?.code).toBe(-32700);
  });
});
