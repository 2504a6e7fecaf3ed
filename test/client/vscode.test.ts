/** `outrigger/vscode`: typed requests on a stock MessageConnection, and an end that leaves nothing pending. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { connectMessage, progress, requests, spawnMessage } from '../../client/vscode.ts';
import type { Base64 } from '../../protocol/index.ts';
import { METHOD_NAMES } from '../../protocol/methods.ts';
import { caught } from './caught.ts';

/** A JSON-RPC server of vscode-jsonrpc's own. */
async function listen(serve: (connection: MessageConnection, socket: Socket) => void) {
  const directory = await mkdtemp(join(tmpdir(), 'outrigger-fake-'));
  const path = join(directory, 'fake.sock');
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    const connection = createMessageConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
    serve(connection, socket);
    connection.listen();
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    path,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

test('every method has a request of its name', () => {
  expect(Object.values(requests).map((request) => request.method)).toEqual(METHOD_NAMES);
});

test('a request carries its params by name and is typed with bytes as base64', async () => {
  await using server = await listen((connection) => {
    connection.onRequest('hash/records', (params: unknown) => ({ count: 1, digests: { base64: 'AA==' }, params }));
  });
  const connection = await connectMessage({ path: server.path });
  const params = { algorithm: 'sha256', data: { base64: 'AAAA' }, recordSize: 3 } as const;
  const result = await connection.sendRequest(requests['hash/records'], params);
  expect(result).toEqual({ count: 1, digests: { base64: 'AA==' }, params });
  expectTypeOf(result.digests).toEqualTypeOf<Base64 | undefined>();
  // @ts-expect-error bytes as such can't travel in JSON
  const wrong = () => connection.sendRequest(requests['hash/records'], { ...params, data: new Uint8Array(3) });
  expect(wrong).toBeInstanceOf(Function);
  connection.dispose();
});

test('progress and cancellation are those of vscode-jsonrpc', async () => {
  await using server = await listen((connection) => {
    connection.onRequest('hash/files', async ({ progressToken }: { progressToken: string }, token) => {
      await connection.sendProgress(progress, progressToken, { kind: 'begin', done: 0, total: 9, unit: 'bytes' });
      await new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
      return new ResponseError(-32800, 'cancelled', { name: 'RequestCancelled' });
    });
  });
  const connection = await connectMessage({ path: server.path });
  const source = new CancellationTokenSource();
  connection.onProgress(progress, 'mine', ({ kind }) => {
    if (kind === 'begin') source.cancel();
  });
  const params = { algorithm: 'sha256', paths: ['/a'], progressToken: 'mine' } as const;
  const call = connection.sendRequest(requests['hash/files'], { ...params, paths: [...params.paths] }, source.token);
  await expect(call).rejects.toMatchObject({ code: -32800, data: { name: 'RequestCancelled' } });
  connection.dispose();
});

describe('a connection that ends', () => {
  test('rejects what is pending', async () => {
    await using server = await listen((connection, socket) => {
      connection.onRequest('server/status', () => {
        socket.destroy();
        return new Promise(() => {});
      });
    });
    const connection = await connectMessage({ path: server.path });
    await expect(connection.sendRequest(requests['server/status'], {})).rejects.toBeInstanceOf(ResponseError);
  });

  test('by dispose() ends the socket too', async () => {
    let ended = () => {};
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    await using server = await listen((_connection, socket) => socket.on('end', ended));
    const connection = await connectMessage({ path: server.path });
    connection.dispose();
    await end;
  });

  test('of a child rejects what is pending', async () => {
    const connection = await spawnMessage({ command: process.execPath, args: ['-e', 'setTimeout(() => {}, 50)'] });
    await expect(connection.sendRequest(requests['server/status'], {})).rejects.toBeInstanceOf(Error);
  });

  test('before it began is ConnectFailed or SpawnFailed', async () => {
    expect((await caught(connectMessage({ path: join(tmpdir(), 'no-such-outrigger.sock') }))).code).toBe(
      'ConnectFailed',
    );
    expect((await caught(spawnMessage({ command: join(tmpdir(), 'no-such-outrigger') }))).code).toBe('SpawnFailed');
  });
});
