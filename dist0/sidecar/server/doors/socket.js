/**
 * The socket door: a Unix socket that only this user can reach, or a named pipe on Windows. Accepts connections within the
 * limit and hands them to the server; at its end it removes the socket, if that is still its own.
 */
import { createServer } from 'node:net';
import { claimPath } from './claim.js';
import { identify, isStill } from './endpoint-files.js';
import { askOccupant } from './occupant.js';
import { openReading, readEvents } from './reading.js';
import { EndpointRefused } from './refused.js';
/** Only the owner may connect: taken from 0777 when the socket is bound, before anyone can reach it. */
const SOCKET_UMASK = 0o177;
const BACKLOG = 511;
/** Takes the handle out of a socket that was accepted paused, so that another can read from it its own way. */
function takeHandle(accepted) {
    const owner = accepted;
    const handle = owner._handle;
    if (handle === undefined || handle === null)
        return undefined;
    owner._handle = null;
    accepted.destroy();
    return handle;
}
function listen(path, onConnection) {
    return new Promise((resolve, reject) => {
        const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, onConnection);
        server.once('error', reject);
        const umask = process.platform === 'win32' ? undefined : process.umask(SOCKET_UMASK);
        try {
            // binds before it returns
            server.listen({ path, backlog: BACKLOG }, () => {
                server.off('error', reject);
                resolve(server);
            });
        }
        finally {
            if (umask !== undefined)
                process.umask(umask);
        }
    });
}
export class SocketDoor {
    kind = 'listening';
    path;
    #net;
    #lock;
    #own;
    #closed = false;
    constructor(path, net, lock) {
        this.path = path;
        this.#net = net;
        this.#lock = lock;
        this.#own = process.platform === 'win32' ? undefined : identify(path);
    }
    /** Listens on `path`, or tells who does. @throws EndpointRefused with the reason. */
    static async open(server, path, log) {
        const claimed = process.platform === 'win32' ? await claimPipe(path) : await claimPath(path);
        if (claimed.kind === 'served')
            return claimed;
        try {
            const net = await listen(claimed.path, (socket) => accept(server, socket, log));
            net.on('error', (error) => log.error('accepting a connection failed', { detail: error.message }));
            return new SocketDoor(claimed.path, net, claimed.lock);
        }
        catch (error) {
            claimed.lock.release();
            throw new EndpointRefused(`can't listen on ${claimed.path} (${error.code})`, {
                cause: error,
            });
        }
    }
    /** Accepts no more. Connections that are open stay so. */
    close() {
        if (this.#closed)
            return;
        this.#closed = true;
        // closing unlinks the path, whatever lies there by now: where it isn't ours any more, the handle is left to the process's end
        if (this.#own === undefined || isStill(this.path, this.#own))
            this.#net.close();
        else
            this.#net.unref();
        this.#lock?.release();
    }
}
/** A named pipe can't be stale: its name ends with its last handle. */
async function claimPipe(path) {
    const occupant = await askOccupant(path);
    if (occupant.kind === 'served')
        return { ...occupant, path };
    return { kind: 'claimed', path, lock: { release() { } } };
}
function accept(server, accepted, log) {
    if (!server.hasRoom) {
        log.warn('refused a connection', { reason: 'as many are open as `connections` allows' });
        accepted.destroy();
        return;
    }
    const open = (socket) => {
        const channel = server.open('socket', socket);
        // an error is always followed by 'close', and says no more than that the client went away
        socket.on('error', () => { });
        socket.on('close', () => channel.closed());
        return channel;
    };
    const handle = takeHandle(accepted);
    if (handle !== undefined)
        openReading({ handle }, server.readBuffer, open);
    else
        readEvents(accepted, open(accepted));
}
