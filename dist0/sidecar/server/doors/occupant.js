/**
 * Asks who listens on a socket, by `server/status` in the newline dialect, as any client would. Waits a bounded time, and
 * trusts nothing that comes back.
 */
import { connect } from 'node:net';
const ANSWER_WITHIN_MS = 2000;
const ANSWER_BYTES_MAX = 256 * 1024;
const QUESTION = '{"jsonrpc":"2.0","id":1,"method":"server/status"}\n';
/** What the answer tells, as far as it is one. */
function readAnswer(line) {
    let result;
    try {
        result = JSON.parse(line)?.result;
    }
    catch {
        result = undefined;
    }
    const { pid, version } = (typeof result === 'object' && result !== null ? result : {});
    return {
        kind: 'served',
        pid: Number.isSafeInteger(pid) ? pid : undefined,
        version: typeof version === 'string' ? version : undefined,
    };
}
export function askOccupant(path) {
    return new Promise((resolve) => {
        let connected = false;
        let answer = '';
        const socket = connect({ path });
        const settle = (occupant) => {
            clearTimeout(timer);
            socket.destroy();
            resolve(occupant);
        };
        const timer = setTimeout(() => settle(readAnswer('')), ANSWER_WITHIN_MS);
        socket.setEncoding('utf8');
        socket.once('connect', () => {
            connected = true;
            socket.write(QUESTION);
        });
        socket.on('data', (text) => {
            answer += text;
            if (answer.includes('\n') || answer.length > ANSWER_BYTES_MAX)
                settle(readAnswer(answer));
        });
        socket.once('end', () => settle(readAnswer(answer)));
        socket.once('error', ({ code = 'error' }) => {
            if (connected)
                settle(readAnswer(answer));
            else
                settle(code === 'ECONNREFUSED' || code === 'ENOENT' ? { kind: 'nobody' } : { kind: 'busy', code });
        });
    });
}
