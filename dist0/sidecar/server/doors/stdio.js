/**
 * The stdio door: one client on stdin and stdout, as editors and parents speak to a child. Reads and writes without blocking,
 * whatever the two are; prints nothing itself.
 */
import { Socket } from 'node:net';
import { openReading, readEvents } from './reading.js';
const STDIN = 0;
const STDOUT = 1;
/** Pipes and sockets are written without blocking; files and terminals take what they are given. */
function openStdout() {
    try {
        return new Socket({ fd: STDOUT, readable: false, writable: true });
    }
    catch {
        return process.stdout;
    }
}
function openStdin(server, channel) {
    try {
        return openReading({ fd: STDIN }, server.readBuffer, () => channel);
    }
    catch {
        readEvents(process.stdin, channel);
        return process.stdin;
    }
}
/** Serves stdio. The channel ends with stdin's end, or when nobody reads stdout any more. */
export function openStdioDoor(server, events) {
    const stdout = openStdout();
    let stdin;
    const channel = server.open('stdio', stdout, {
        ...events,
        closed: () => {
            stdin?.destroy();
            stdout.destroy();
            events.closed?.();
        },
    });
    const ended = () => {
        // EPIPE: the client is gone
        stdin?.destroy();
        channel.closed();
    };
    stdout.on('error', ended);
    stdout.on('close', ended);
    stdout.on('finish', ended);
    stdin = openStdin(server, channel);
    stdin.on('error', ended);
    return channel;
}
