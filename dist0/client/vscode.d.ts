import { type MessageConnection, ProgressType, RequestType } from 'vscode-jsonrpc/node';
import type { Base64 } from '../protocol/index.ts';
import { type MethodName, type ParamsOf, type ResultOf } from '../protocol/methods.ts';
import { type ConnectOptions } from './connect.ts';
import type { Progress } from './session.ts';
import { type SpawnOptions } from './spawn.ts';
/** A wire type as JSON has it: bytes are `{base64}`. */
export type Json<T> = T extends Uint8Array ? Base64 : T extends readonly (infer Item)[] ? Json<Item>[] : T extends object ? {
    [Key in keyof T]: Json<T[Key]>;
} : T;
/** `data` of a `ResponseError`: always its `name` (`InvalidParams`, `Busy`, …), and more by the name. */
export type ErrorData = {
    name: string;
    retryable?: boolean;
} & Record<string, unknown>;
export type MethodRequest<M extends MethodName> = RequestType<Json<ParamsOf<M>>, Json<ResultOf<M>>, ErrorData>;
export type Requests = {
    readonly [M in MethodName]: MethodRequest<M>;
};
/**
 * Every method: `connection.sendRequest(requests['hash/files'], {algorithm: 'sha256', paths})`. A connection made by another
 * copy of vscode-jsonrpc takes the method's name instead (`requests['hash/files'].method`): copies refuse each other's types.
 */
export declare const requests: Requests;
/** For `connection.onProgress(progress, token, …)`, where the request carried `progressToken: token`. */
export declare const progress: ProgressType<Progress>;
/**
 * A listening connection to a running sidecar. It is disposed when the sidecar goes away, which rejects what is pending:
 * vscode-jsonrpc alone would leave it pending for ever. Disposing it ends the connection.
 * @throws OutriggerError ConnectFailed
 */
export declare function connectMessage(options?: ConnectOptions): Promise<MessageConnection>;
/**
 * A listening connection to a sidecar of one's own. Disposing it ends the sidecar.
 * @throws OutriggerError SpawnFailed
 */
export declare function spawnMessage(options?: SpawnOptions): Promise<MessageConnection>;
