/** What a session promises in every dialect, against a dispatcher that echoes, waits and fails. */
import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { type Heard, SPEAKERS } from './speaker.ts';
import { WireTap } from './wire-tap.ts';

const name = (reply: Heard | Heard[] | undefined) => (reply as Heard | undefined)?.error?.data?.name;
const ids = (replies: (Heard | Heard[])[]) => replies.map((reply) => (reply as Heard).id);

describe.each(SPEAKERS.map((speaker) => [speaker.name, speaker] as const))('%s', (_, speaker) => {
  const open = (limits = {}) => new WireTap(speaker, limits);
  const request = speaker.request.bind(speaker);
  const notify = speaker.notify.bind(speaker);

  it('answers a request in its own dialect, with its id', async () => {
    const tap = open().say(request(7, 'echo', { a: [1, 'é'] }));
    expect(await tap.heard()).toEqual([expect.objectContaining({ id: 7, result: { a: [1, 'é'] } })]);
  });

  it('answers pipelined requests in one write', async () => {
    const tap = open().say(...Array.from({ length: 50 }, (_, id) => request(id, 'echo', { id })));
    expect(ids(await tap.heard())).toEqual(Array.from({ length: 50 }, (_, id) => id));
    expect(tap.writes).toHaveLength(1);
  });

  it('writes 8 KiB of replies while the rest of the same read is still computed, in order, and no less at once', async () => {
    const text = 'x'.repeat(256);
    const tap = open().say(...Array.from({ length: 200 }, (_, id) => request(id, 'echo', { id, text })));
    const written = tap.writes.map((write) => write.length);
    expect(written.length).toBeGreaterThan(5);
    expect(written.every((bytes) => bytes >= 8192 && bytes < 8192 + 512)).toBe(true);
    expect(ids(await tap.heard())).toEqual(Array.from({ length: 200 }, (_, id) => id));
    expect(tap.writes.slice(written.length).length).toBe(1);
  });

  it('gathers replies that settle in one turn into one write', async () => {
    const tap = open().say(...[1, 2, 3].map((id) => request(id, 'wait')));
    for (let i = 0; i < 3; i += 1) tap.dispatcher.release();
    expect(ids(await tap.heard())).toEqual([1, 2, 3]);
    expect(tap.writes).toHaveLength(1);
  });

  it('sends bytes as the dialect carries them', async () => {
    const [reply] = await open()
      .say(request(1, 'bytes', { size: 3 }))
      .heard();
    const data = speaker.binary ? Buffer.from([7, 7, 7]) : { base64: 'BwcH' };
    expect((reply as Heard).result).toEqual({ data });
  });

  it('answers an error with its code or name, and goes on', async () => {
    const [first, second] = await open()
      .say(request(1, 'fail'), request(2, 'echo', {}))
      .heard();
    expect(name(first)).toBe('Busy');
    expect((second as Heard).id).toBe(2);
  });

  it('never answers a notification or a response, whatever they hold', async () => {
    const response = speaker.jsonRpc ? { jsonrpc: '2.0', id: 1, result: 7 } : [1, 1, null, 7];
    const tap = open().say(
      notify('unknown', { a: 1 }),
      notify('echo'),
      notify('$/cancelRequest'),
      notify('$/cancelRequest', { id: [] }),
      notify('$/setTrace', { value: 'everything' }),
      notify('initialized'),
      notify('initialize'),
      speaker.raw(speaker.jsonRpc ? { jsonrpc: '2.0', method: 'm', params: 7 } : [2, 'm', 7]),
      speaker.raw(response),
      request(9, 'echo'),
    );
    expect(ids(await tap.heard())).toEqual([9]);
  });

  it('refuses an id that is in flight, and the first request goes on', async () => {
    const tap = open().say(request(7, 'wait'), request(7, 'echo'));
    expect((await tap.heard()).map(name)).toEqual(['InvalidRequest']);
    tap.dispatcher.release('first');
    const [refusal, reply] = await tap.heard();
    expect(ids([refusal as Heard, reply as Heard])).toEqual([7, 7]);
    expect((reply as Heard).result).toBe('first');
  });

  it('takes an id again once it was answered', async () => {
    expect(ids(await open().say(request(7, 'echo'), request(7, 'echo')).heard())).toEqual([7, 7]);
  });

  it.runIf(speaker.jsonRpc)('tells 7 from "7", in one packet', async () => {
    const tap = open().say(request(7, 'wait'), request('7', 'wait'), notify('$/cancelRequest', { id: '7' }));
    const [cancelled] = await tap.heard();
    expect([(cancelled as Heard).id, name(cancelled)]).toEqual(['7', 'RequestCancelled']);
    tap.dispatcher.release('seven');
    expect((await tap.heard())[1]).toMatchObject({ id: 7, result: 'seven' });
  });

  it('cancels a request whose cancel comes in the same packet', async () => {
    const tap = open().say(request(7, 'wait'), notify('$/cancelRequest', { id: 7 }));
    const heard = await tap.heard();
    expect(heard.map(name)).toEqual(['RequestCancelled']);
    expect(tap.dispatcher.waiting).toEqual([]);
  });

  it('ignores a cancel of what is answered or was never asked', async () => {
    const tap = open().say(
      request(7, 'echo'),
      notify('$/cancelRequest', { id: 7 }),
      notify('$/cancelRequest', { id: 8 }),
    );
    expect(ids(await tap.heard())).toEqual([7]);
  });

  it('answers once, though the method settles twice', async () => {
    const tap = open().say(request(7, 'twice'));
    expect(await tap.heard()).toEqual([expect.objectContaining({ id: 7, result: 1 })]);
    expect(tap.logged.map(([level]) => level)).toEqual(['error']);
  });

  it('answers InternalError for a result that can not be written, without its text', async () => {
    const tap = open().say(request(7, 'unencodable'));
    const [reply] = await tap.heard();
    expect(name(reply)).toBe('InternalError');
    expect((reply as Heard).error?.message).not.toContain('Error: no');
  });

  it('answers TooLarge for a reply over replyBytes', async () => {
    const [reply] = await open({ replyBytes: 10_000 })
      .say(request(7, 'bytes', { size: 20_000 }))
      .heard();
    expect(name(reply)).toBe('TooLarge');
  });

  it('tells dispatch what the client has not read yet', async () => {
    const tap = open();
    tap.hold();
    tap.say(request(1, 'bytes', { size: 5000 }), request(2, 'echo'));
    expect(tap.dispatcher.unread[0]).toBe(0);
    expect(tap.dispatcher.unread[1]).toBeGreaterThan(5000);
  });

  describe('progress', () => {
    const value = (kind: 'begin' | 'report' | 'end', done: number) => ({ kind, done, total: 10, unit: 'bytes' });

    it('begins and ends before the reply, even if the method never ends it', async () => {
      const tap = open().say(request(7, 'wait', {}));
      const request7 = tap.dispatcher.waiting[0]?.request;
      request7?.onProgress('token', value('report', 1));
      tap.dispatcher.release();
      request7?.onProgress('token', value('report', 9));
      const heard = (await tap.heard()) as Heard[];
      expect(heard.map(({ params }) => (params as { value?: { kind: string } } | undefined)?.value?.kind)).toEqual([
        'begin',
        'report',
        'end',
        undefined,
      ]);
      expect(heard[0]).toMatchObject({ method: '$/progress', params: { token: 'token' } });
    });

    it('reports at most ten times a second', async () => {
      const tap = open().say(request(7, 'wait', {}));
      const request7 = tap.dispatcher.waiting[0]?.request;
      const started = performance.now();
      request7?.onProgress(3, value('begin', 0));
      for (let done = 0; done < 10_000; done += 1) request7?.onProgress(3, value('report', done));
      const allowed = 1 + Math.floor((performance.now() - started) / 100);
      request7?.onProgress(3, value('end', 10));
      tap.dispatcher.release();
      const heard = (await tap.heard()) as Heard[];
      expect(heard.length).toBeLessThanOrEqual(allowed + 3);
      expect(heard.at(-2)).toMatchObject({ params: { token: 3, value: { kind: 'end', done: 10 } } });
    });
  });

  describe('life', () => {
    it('initialize tells who answers, once', async () => {
      const tap = open().say(
        request(1, 'initialize', { processId: 77, capabilities: { x: 1 }, rootUri: null, locale: 'en' }),
        request(2, 'initialize', {}),
      );
      const [first, second] = await tap.heard();
      expect((first as Heard).result).toEqual({
        protocolVersion: 1,
        serverInfo: { name: 'outrigger', version: '9.9.9' },
        capabilities: { workers: 2 },
        limits: { frameBytes: 16 },
      });
      expect(name(second)).toBe('InvalidRequest');
      expect(tap.watched).toBe(77);
    });

    it.each([
      [{ processId: 'x' }, 'processId'],
      [{ processId: -1 }, 'processId'],
      [{ clientInfo: { name: 7 } }, 'clientInfo.name'],
      [{ clientInfo: 'x' }, 'clientInfo'],
      [{ capabilities: { structuredErrors: 1 } }, 'capabilities.structuredErrors'],
      [{ capabilities: 7 }, 'capabilities'],
      [{ protocolVersion: 2 }, 'protocolVersion'],
      [{ protocolVersion: '1' }, 'protocolVersion'],
    ])('initialize refuses %j by the name of the field, and may be tried again', async (params, path) => {
      const tap = open().say(request(1, 'initialize', params), request(2, 'initialize', {}));
      const [refusal, second] = await tap.heard();
      expect(name(refusal)).toBe('InvalidParams');
      expect((refusal as Heard).error?.message).toMatch(new RegExp(`^${path.replace('.', '\\.')}: `));
      expect((second as Heard).result).toBeDefined();
    });

    it('initialize takes null for absent, and an empty array for an empty object', async () => {
      const params = { protocolVersion: 1, processId: null, clientInfo: null, capabilities: [] };
      expect(
        (
          await open()
            .say(request(1, 'initialize', params))
            .heard()
        )[0],
      ).toHaveProperty('result');
    });

    it('answers nothing but InvalidRequest after shutdown, and finishes what was in flight', async () => {
      const tap = open().say(request(1, 'wait'), request(2, 'shutdown'), request(3, 'echo'), request(4, 'initialize'));
      tap.dispatcher.release('late');
      const heard = (await tap.heard()) as Heard[];
      expect(heard.map((reply) => name(reply) ?? reply.result)).toEqual([
        null,
        'InvalidRequest',
        'InvalidRequest',
        'late',
      ]);
    });

    it('exit ends the connection: with 0 after shutdown, else with 1', async () => {
      const orderly = open().say(request(1, 'shutdown'), notify('exit'), request(2, 'echo'));
      expect(ids(await orderly.heard())).toEqual([1]);
      expect([orderly.exitCode, orderly.finished]).toEqual([0, true]);
      const abrupt = open().say(request(1, 'wait'), notify('exit'));
      expect(await abrupt.heard()).toEqual([]);
      expect([abrupt.exitCode, abrupt.finished, abrupt.dispatcher.waiting]).toEqual([1, true, []]);
    });

    it('traces replies when asked, without values', async () => {
      const tap = open().say(
        notify('$/setTrace', { value: 'messages' }),
        request(1, 'echo', { secret: 'x' }),
        notify('$/setTrace', { value: 'off' }),
        request(2, 'echo'),
      );
      const heard = (await tap.heard()) as Heard[];
      expect(heard.map((message) => message.method ?? message.id)).toEqual([1, '$/logTrace', 2]);
      expect(heard[1]?.params).toEqual({ message: expect.stringMatching(/^echo: ok in [0-9.]+ ms$/) });
    });
  });

  describe('the end of the input', () => {
    const half = speaker.name === 'newline';
    it(half ? 'answers what was accepted, then ends' : 'ends the connection and cancels its work', async () => {
      const tap = open().say(request(1, 'wait'), request(2, 'echo')).endInput();
      expect(ids(await tap.heard())).toEqual([2]);
      expect(tap.finished).toBe(!half);
      tap.dispatcher.release('late');
      expect(ids(await tap.heard())).toEqual(half ? [2, 1] : [2]);
      expect([tap.finished, tap.dispatcher.connections.size]).toEqual([true, 0]);
    });

    it('within a message ends the connection and holds no memory', async () => {
      const whole = request(1, 'echo', { a: 'x'.repeat(100_000) });
      const tap = open().say(whole.subarray(0, 90_000)).endInput();
      expect(await tap.heard()).toEqual(half ? [expect.objectContaining({ id: null })] : []);
      expect([tap.finished, tap.dispatcher.heldBytes]).toEqual([true, 0]);
    });
  });

  it('drains: takes nothing more, answers what is in flight, then ends', async () => {
    const tap = open().say(request(1, 'wait'));
    tap.channel.drain();
    tap.say(request(2, 'echo'));
    expect(await tap.heard()).toEqual([]);
    tap.dispatcher.release('last');
    expect(await tap.heard()).toEqual([expect.objectContaining({ id: 1, result: 'last' })]);
    expect(tap.finished).toBe(true);
  });

  it('refuses a message over frameBytes with id null, then ends', async () => {
    const tap = open({ frameBytes: 1000 }).say(request(1, 'echo'), request(2, 'echo', { a: 'x'.repeat(2000) }));
    const [, refusal] = (await tap.heard()) as Heard[];
    expect([refusal?.id, name(refusal)]).toEqual([null, 'TooLarge']);
    expect(tap.finished).toBe(true);
  });

  it.each(['depth', 'elements', 'containers'])(
    'past %s answers TooLarge with the id, and the next request',
    async (limit) => {
      const limits = { depth: 20, elements: 100, containers: 50 };
      const params = {
        depth: JSON.parse(`{"a":${'['.repeat(30)}${']'.repeat(30)}}`) as unknown,
        elements: { a: new Array(200).fill(1) },
        containers: { a: new Array(60).fill([]) },
      }[limit];
      const [refusal, next] = (await open(limits)
        .say(request(5, 'echo', params), request(6, 'echo'))
        .heard()) as Heard[];
      expect([refusal?.id, name(refusal), next?.id]).toEqual([5, 'TooLarge', 6]);
    },
  );

  it('names the field of a text that is no UTF-8, and answers the next request', async () => {
    const whole = request(5, 'echo', { a: [1, { b: '~' }] });
    whole[whole.lastIndexOf('~')] = 0xff;
    const [refusal, next] = (await open().say(whole, request(6, 'echo')).heard()) as Heard[];
    // JSON that is no UTF-8 can't be read at all
    const expected = speaker.binary ? [5, 'InvalidParams'] : [null, 'ParseError'];
    expect([refusal?.id, name(refusal), next?.id]).toEqual([...expected, 6]);
    if (speaker.binary) expect(refusal?.error?.message).toMatch(/^a\[1\]\.b: /);
  });

  describe.runIf(speaker.batches)('batches', () => {
    const message = (id: unknown, method: string, params?: unknown) => ({
      jsonrpc: '2.0',
      id,
      method,
      params: params ?? {},
    });

    it('are answered in one array, once all are done', async () => {
      const tap = open().say(
        speaker.raw([
          message(1, 'wait'),
          message(2, 'echo', { a: 1 }),
          { jsonrpc: '2.0', method: 'm' },
          7,
          message(2, 'echo'),
        ]),
        request(3, 'echo'),
      );
      expect(ids(await tap.heard())).toEqual([3]);
      tap.dispatcher.release('late');
      const [, replies] = (await tap.heard()) as [Heard, Heard[]];
      expect(replies.map((reply) => [reply.id, name(reply)])).toEqual([
        [2, undefined],
        [null, 'InvalidRequest'],
        [2, undefined],
        [1, undefined],
      ]);
    });

    it('of a duplicate id answer both', async () => {
      const tap = open().say(speaker.raw([message(1, 'wait'), message(1, 'echo')]));
      tap.dispatcher.release('first');
      const [replies] = (await tap.heard()) as [Heard[]];
      expect(replies.map((reply) => [reply.id, name(reply) ?? reply.result])).toEqual([
        [1, 'InvalidRequest'],
        [1, 'first'],
      ]);
    });

    it('of notifications alone are answered with nothing, an empty one with InvalidRequest', async () => {
      const tap = open().say(speaker.raw([{ jsonrpc: '2.0', method: 'm' }]), speaker.raw([]));
      const heard = (await tap.heard()) as Heard[];
      expect(heard.map((reply) => [reply.id, name(reply)])).toEqual([[null, 'InvalidRequest']]);
    });

    it('are answered though the input ends, in the newline dialect', async () => {
      const tap = open()
        .say(speaker.raw([message(1, 'wait'), message(2, 'later')]))
        .endInput();
      tap.dispatcher.release();
      expect(await tap.heard()).toHaveLength(speaker.name === 'newline' ? 1 : 0);
      expect(tap.finished).toBe(true);
    });
  });
});
