import { createMessageConnection, ParameterStructures, ProgressType, RequestType, StreamMessageReader, StreamMessageWriter, } from 'vscode-jsonrpc/node';
import { METHOD_NAMES } from '../protocol/methods.js';
import { openSocket } from './connect.js';
import { defaultEndpoint } from './default-endpoint.js';
import { startSidecar } from './spawn.js';
/**
 * Every method: `connection.sendRequest(requests['hash/files'], {algorithm: 'sha256', paths})`. A connection made by another
 * copy of vscode-jsonrpc takes the method's name instead (`requests['hash/files'].method`): copies refuse each other's types.
 */
export const requests = Object.fromEntries(METHOD_NAMES.map((method) => [method, new RequestType(method, ParameterStructures.byName)]));
/** For `connection.onProgress(progress, token, …)`, where the request carried `progressToken: token`. */
export const progress = new ProgressType();
/**
 * A listening connection to a running sidecar. It is disposed when the sidecar goes away, which rejects what is pending:
 * vscode-jsonrpc alone would leave it pending for ever. Disposing it ends the connection.
 * @throws OutriggerError ConnectFailed
 */
export async function connectMessage(options = {}) {
    const socket = await openSocket(options.path ?? defaultEndpoint());
    return listenTo(socket, socket);
}
/**
 * A listening connection to a sidecar of one's own. Disposing it ends the sidecar.
 * @throws OutriggerError SpawnFailed
 */
export async function spawnMessage(options = {}) {
    const child = await startSidecar(options);
    child.stdin.on('error', () => { });
    child.stderr.resume();
    return listenTo(child.stdout, child.stdin);
}
function listenTo(input, output) {
    const connection = createMessageConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
    connection.onClose(() => connection.dispose());
    connection.onDispose(() => output.end());
    connection.listen();
    return connection;
}
