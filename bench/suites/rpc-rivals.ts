/** What people would call instead of a sidecar, each answering a tiny message with itself: nothing is computed for them. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Client, credentials } from '@grpc/grpc-js';
import { Piscina } from 'piscina';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { startProgram } from '../harness/program.ts';
import { flow } from '../programs/flow.ts';
import { BENCH_SERVICE } from '../programs/grpc.ts';
import type { Caller } from './rpc.ts';

type Closing = (() => unknown)[];

const PROGRAMS = join(import.meta.dirname, '..', 'programs');
const RECORD = Buffer.alloc(64, 7);

async function vscodeEcho(closing: Closing): Promise<Caller> {
  const server = await startProgram('vscode-server');
  const socket = connect(server.path);
  await once(socket, 'connect');
  const connection = createMessageConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
  connection.listen();
  closing.push(
    () => server.close(),
    () => connection.dispose(),
  );
  const params = { algorithm: 'sha256', data: { base64: RECORD.toString('base64') } };
  const one = () => connection.sendRequest('echo', params);
  return { name: 'vscode-jsonrpc echo', one, many: (calls, atOnce) => flow(calls, atOnce, one) };
}

async function grpcEcho(closing: Closing): Promise<Caller> {
  const server = await startProgram('grpc-server');
  const client = new Client(`unix:${server.path}`, credentials.createInsecure());
  closing.push(
    () => server.close(),
    () => client.close(),
  );
  const { path, requestSerialize, responseDeserialize } = BENCH_SERVICE.echo;
  const one = () =>
    new Promise((resolve, reject) => {
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, RECORD, (error, reply) => {
        if (error === null) resolve(reply);
        else reject(error);
      });
    });
  return { name: '@grpc/grpc-js unary echo', one, many: (calls, atOnce) => flow(calls, atOnce, one) };
}

/** A child that echoes over Node's IPC. */
async function forkEcho(closing: Closing): Promise<Caller> {
  const child = fork(join(PROGRAMS, 'ipc-echo.ts'), { serialization: 'advanced', execArgv: ['--no-warnings'] });
  closing.push(() => child.disconnect());
  const message = { algorithm: 'sha256', data: RECORD };
  let unsent = 0;
  let unanswered = 0;
  let done: (() => void) | undefined;
  const send = () => {
    unsent -= 1;
    child.send(message);
  };
  child.on('message', () => {
    unanswered -= 1;
    if (unsent > 0) send();
    else if (unanswered === 0) done?.();
  });
  const many = (calls: number, atOnce: number) => {
    unsent = calls;
    unanswered = calls;
    const answered = new Promise<void>((resolve) => {
      done = resolve;
    });
    for (let i = 0; i < atOnce; i++) send();
    return answered;
  };
  return { name: 'child_process.fork IPC echo', one: () => many(1, 1), many };
}

async function piscinaEcho(closing: Closing): Promise<Caller> {
  const pool = new Piscina({ filename: join(PROGRAMS, 'piscina-echo.ts'), minThreads: 1, maxThreads: 1 });
  closing.push(() => pool.destroy());
  const one = () => pool.run(RECORD);
  return { name: 'piscina run, one thread', one, many: (calls, atOnce) => flow(calls, atOnce, one) };
}

/** All of them, open. */
export async function foreignEchoes(closing: Closing): Promise<Caller[]> {
  const callers: Caller[] = [];
  for (const open of [vscodeEcho, grpcEcho, forkEcho, piscinaEcho]) callers.push(await open(closing));
  return callers;
}
