/** AbortSignal: what is sent, and that a call settles when the sidecar has let go of its bytes, not before. */
import { getEventListeners } from 'node:events';
import { expect, test, vi } from 'vitest';
import { openSocket } from '../../client/connect.ts';
import { connect } from '../../client/index.ts';
import { Session } from '../../client/session.ts';
import { caught } from './caught.ts';
import { FakeSidecar, type Received } from './fake-sidecar.ts';

/** For a hang alone: a busy machine takes its time. */
const PATIENCE = { timeout: 30_000 };

const cancelledError = { code: -32800, message: 'cancelled', data: { name: 'RequestCancelled' } };

test('a signal that has aborted already rejects the call, and nothing is sent', async () => {
  await using fake = await FakeSidecar.listen((message, connection) => connection.reply(message.id, null));
  await using rig = await connect({ path: fake.path });
  const reason = new Error('changed my mind');
  const error = await caught(rig.hash.records('a', { signal: AbortSignal.abort(reason) }));
  expect(error).toMatchObject({ code: 'RequestCancelled', rpcCode: -32800, cause: reason });
  await rig.server.status();
  expect(fake.received.map((message) => message.method)).toEqual(['initialize', 'server/status']);
});

test('an abort during a call sends one cancel with its id, and the call rejects when the sidecar answers', async () => {
  const calls: Received[] = [];
  let answerCancel = () => {};
  await using fake = await FakeSidecar.listen((message, connection) => {
    calls.push(message);
    if (message.method === '$/cancelRequest') {
      answerCancel = () => connection.fail(message.params.id as number, cancelledError);
    }
  });
  await using rig = await connect({ path: fake.path });
  const controller = new AbortController();
  let settled = false;
  const call = caught(rig.hash.records(new Uint8Array(640), { signal: controller.signal })).then((error) => {
    settled = true;
    return error;
  });
  await vi.waitFor(() => expect(calls).toHaveLength(1), PATIENCE);
  controller.abort();
  await vi.waitFor(() => expect(calls).toHaveLength(2), PATIENCE);
  expect(calls[1]).toMatchObject({ method: '$/cancelRequest', params: { id: calls[0]?.id } });
  expect(settled).toBe(false);
  answerCancel();
  expect(await call).toMatchObject({ code: 'RequestCancelled', cause: controller.signal.reason });
});

test('an answer that crosses the cancel still rejects the call', async () => {
  await using fake = await FakeSidecar.listen((message, connection) => {
    if (message.method === '$/cancelRequest') connection.reply(message.params.id as number, { count: 0 });
  });
  await using rig = await connect({ path: fake.path });
  const controller = new AbortController();
  const call = caught(rig.hash.records('a', { signal: controller.signal }));
  controller.abort();
  expect((await call).code).toBe('RequestCancelled');
});

test('a sidecar that never answers a cancel does not hold the call for ever', async () => {
  await using fake = await FakeSidecar.listen(() => {});
  const socket = await openSocket(fake.path);
  const outlet = {
    write(parts: readonly Uint8Array[]) {
      for (const part of parts) socket.write(part);
    },
    attach() {},
    hold() {},
    end() {},
    destroy() {},
    gone: async () => {},
  };
  const session = new Session(outlet, 1);
  const controller = new AbortController();
  const call = session.request('hash/records', { data: 'a' }, { signal: controller.signal });
  controller.abort();
  expect(await call).toMatchObject({ failure: { code: 'RequestCancelled' } });
  socket.destroy();
});

test('a hundred calls share one signal with one listener, and leave none behind', async () => {
  const waiting: (() => void)[] = [];
  await using fake = await FakeSidecar.listen((message, connection) => {
    waiting.push(() => connection.reply(message.id, null));
    if (waiting.length === 100) for (const answer of waiting) answer();
  });
  await using rig = await connect({ path: fake.path });
  const { signal } = new AbortController();
  const calls = Array.from({ length: 100 }, () => rig.call('server/status', {}, { signal }));
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  await Promise.all(calls);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('an abort ends all calls under the signal and no other', async () => {
  await using fake = await FakeSidecar.listen((message, connection) => {
    if (message.method === '$/cancelRequest') connection.fail(message.params.id as number, cancelledError);
    if (message.method === 'server/stats') connection.reply(message.id, { methods: {} });
  });
  await using rig = await connect({ path: fake.path });
  const controller = new AbortController();
  const aborted = [1, 2, 3].map(() => caught(rig.server.status({ signal: controller.signal })));
  const other = rig.server.stats();
  controller.abort();
  expect((await Promise.all(aborted)).map((error) => error.code)).toEqual(Array(3).fill('RequestCancelled'));
  expect(await other).toEqual({ methods: {} });
});
