/** vscode-jsonrpc, unmodified, with its stock reader and writer, calls the sidecar as an editor extension would. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  ProgressType,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  Trace,
} from 'vscode-jsonrpc/node';
import { hostOnSocket, startServe } from '../server/sidecar-process.ts';

const records = Buffer.from(Array.from({ length: 640 }, (_, i) => i % 251));
const digests = Buffer.concat(
  Array.from({ length: 10 }, (_, i) =>
    createHash('sha256')
      .update(records.subarray(i * 64, i * 64 + 64))
      .digest(),
  ),
);
const params = { algorithm: 'sha256', recordSize: 64, data: { base64: records.toString('base64') } };

function expectDigests(result: unknown): void {
  expect(result).toMatchObject({ count: 10, digests: { base64: digests.toString('base64') } });
}

describe('vscode-jsonrpc on a socket', () => {
  let host: Awaited<ReturnType<typeof hostOnSocket>>;
  let socket: Socket;
  let connection: MessageConnection;
  beforeAll(async () => {
    host = await hostOnSocket();
    socket = connect(host.path);
    await once(socket, 'connect');
    connection = createMessageConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
    connection.listen();
  });
  afterAll(async () => {
    connection.dispose();
    socket.destroy();
    await host[Symbol.asyncDispose]();
  });

  it('initializes, and calls by an object', async () => {
    expect(
      await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} }),
    ).toMatchObject({
      serverInfo: { name: 'outrigger' },
    });
    await connection.sendNotification('initialized', {});
    expectDigests(await connection.sendRequest('hash/records', params));
  });

  it('calls without params, which it may leave out or send as a list', async () => {
    expect(await connection.sendRequest('server/status')).toHaveProperty('pid', host.process.child.pid);
    expect(await connection.sendRequest('server/status', [])).toHaveProperty('pid');
    expect(await connection.sendRequest('server/status', null)).toHaveProperty('pid');
  });

  it('gets a ResponseError with code, message and data', async () => {
    const error = await connection
      .sendRequest('hash/records', { ...params, recordSize: 0 })
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ code: -32602, data: { name: 'InvalidParams', path: 'recordSize' } });
  });

  it('calls a thousand times at once', async () => {
    const calls: Promise<unknown>[] = [];
    for (let i = 0; i < 1000; i += 1) {
      calls.push(connection.sendRequest('hash/records', params));
      // the sidecar has a limit of requests in flight, and each call of this client is a packet
      if (i % 100 === 99) for (const result of await Promise.all(calls.splice(0))) expectDigests(result);
    }
  });

  it('cancels by its token', async () => {
    const source = new CancellationTokenSource();
    const long = { algorithm: 'sha256', recordSize: 65_536, data: { path: process.execPath, length: 65_536 * 1000 } };
    const call = connection
      .sendRequest('hash/records', { ...long, priority: 'bulk' }, source.token)
      .catch((error: unknown) => error);
    source.cancel();
    expect(await call).toMatchObject({ code: -32800 });
  });

  it('gets progress by its token', async () => {
    const type = new ProgressType<{ kind: string }>();
    const kinds: string[] = [];
    const listening = connection.onProgress(type, 'token', ({ kind }) => {
      kinds.push(kind);
    });
    const long = { algorithm: 'sha256', recordSize: 65_536, data: { path: process.execPath, length: 65_536 * 1000 } };
    await connection.sendRequest('hash/records', { ...long, progressToken: 'token' });
    listening.dispose();
    expect([kinds[0], kinds.at(-1)]).toEqual(['begin', 'end']);
  });

  it('traces what the sidecar does, when it asks for it', async () => {
    const logged: string[] = [];
    const tracer = {
      log: (dataOrMessage: unknown, data?: string) => {
        logged.push(`${String(dataOrMessage)} ${data ?? ''}`);
      },
    };
    await connection.trace(Trace.Verbose, tracer, { sendNotification: true });
    await connection.sendRequest('server/status');
    await connection.sendRequest('server/status');
    await connection.trace(Trace.Off, tracer, { sendNotification: true });
    expect(logged.join('\n')).toContain('server/status: ok in ');
  });
});

describe('vscode-jsonrpc on stdio', () => {
  it('calls, shuts down and exits, and the process ends with 0', async () => {
    const { child, exit } = startServe(['--stdio', '--workers', '1']);
    if (child.stdin === null || child.stdout === null) throw new Error('no pipes');
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    expectDigests(await connection.sendRequest('hash/records', params));
    expect(await connection.sendRequest('shutdown')).toBe(null);
    await connection.sendNotification('exit');
    expect(await exit).toBe(0);
    connection.dispose();
  });
});
