/**
 * `outrigger/vscode`: every method as a vscode-jsonrpc `RequestType`, for an editor extension that has a
 * `MessageConnection` of its own, and such connections to a sidecar. JSON carries them, so bytes are `{base64}`.
 */
import type { Duplex, Readable, Writable } from 'node:stream';
import {
  createMessageConnection,
  type MessageConnection,
  ParameterStructures,
  ProgressType,
  RequestType,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { Base64 } from '../protocol/index.ts';
import { METHOD_NAMES, type MethodName, type ParamsOf, type ResultOf } from '../protocol/methods.ts';
import { type ConnectOptions, openSocket } from './connect.ts';
import { defaultEndpoint } from './default-endpoint.ts';
import type { Progress } from './session.ts';
import { type SpawnOptions, startSidecar } from './spawn.ts';

/** A wire type as JSON has it: bytes are `{base64}`. */
export type Json<T> = T extends Uint8Array
  ? Base64
  : T extends readonly (infer Item)[]
    ? Json<Item>[]
    : T extends object
      ? { [Key in keyof T]: Json<T[Key]> }
      : T;

/** `data` of a `ResponseError`: always its `name` (`InvalidParams`, `Busy`, …), and more by the name. */
export type ErrorData = { name: string; retryable?: boolean } & Record<string, unknown>;

export type MethodRequest<M extends MethodName> = RequestType<Json<ParamsOf<M>>, Json<ResultOf<M>>, ErrorData>;

export type Requests = { readonly [M in MethodName]: MethodRequest<M> };

/**
 * Every method: `connection.sendRequest(requests['hash/files'], {algorithm: 'sha256', paths})`. A connection made by another
 * copy of vscode-jsonrpc takes the method's name instead (`requests['hash/files'].method`): copies refuse each other's types.
 */
export const requests: Requests = Object.fromEntries(
  METHOD_NAMES.map((method) => [method, new RequestType(method, ParameterStructures.byName)]),
) as unknown as Requests;

/** For `connection.onProgress(progress, token, …)`, where the request carried `progressToken: token`. */
export const progress = new ProgressType<Progress>();

/**
 * A listening connection to a running sidecar. It is disposed when the sidecar goes away, which rejects what is pending:
 * vscode-jsonrpc alone would leave it pending for ever. Disposing it ends the connection.
 * @throws OutriggerError ConnectFailed
 */
export async function connectMessage(options: ConnectOptions = {}): Promise<MessageConnection> {
  const socket: Duplex = await openSocket(options.path ?? defaultEndpoint());
  return listenTo(socket, socket);
}

/**
 * A listening connection to a sidecar of one's own. Disposing it ends the sidecar.
 * @throws OutriggerError SpawnFailed
 */
export async function spawnMessage(options: SpawnOptions = {}): Promise<MessageConnection> {
  const child = await startSidecar(options);
  child.stdin.on('error', () => {});
  child.stderr.resume();
  return listenTo(child.stdout, child.stdin);
}

function listenTo(input: Readable, output: Writable): MessageConnection {
  const connection = createMessageConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  connection.onClose(() => connection.dispose());
  connection.onDispose(() => output.end());
  connection.listen();
  return connection;
}
