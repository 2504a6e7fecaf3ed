import { defaultEndpoint } from './default-endpoint.js';
import { OutriggerError } from './errors.js';
import { GatheringWriter } from './gathering-writer.js';
const READ_BYTES = 64 * 1024;
/**
 * Connects to a running sidecar.
 * @throws OutriggerError ConnectFailed: nothing listens there; `data: {path, syscallCode}`.
 */
export async function connect(options = {}) {
    const path = options.path ?? defaultEndpoint();
    // the session's modules take 11 ms to load: meanwhile the socket connects
    const inlet = new Inlet();
    const [socket, { Outrigger }] = await Promise.all([openSocket(path, inlet), import('./outrigger.js')]);
    return new Outrigger(new SocketOutlet(socket, inlet, path));
}
/** A connected socket, or ConnectFailed. With an `onread` its bytes go there instead of to a stream. */
export async function openSocket(path, onread) {
    const { connect: connectSocket } = await import('node:net');
    return new Promise((resolve, reject) => {
        const socket = connectSocket({ path, ...(onread === undefined ? {} : { onread }) });
        const fail = (error) => {
            const data = { path, syscallCode: error.code ?? '' };
            const message = `no sidecar answers at ${path} (${error.code ?? error.message}); start one with: outrigger serve`;
            reject(new OutriggerError('ConnectFailed', message, { cause: error, data }));
        };
        // stays: later errors are told by the 'close' that follows
        socket.on('error', fail);
        socket.once('connect', () => resolve(socket));
    });
}
/**
 * Where the socket reads to: a large reply's own memory once it is known, else a buffer that is used again and again.
 * A reply of 5 MiB takes 3.1 ms, where with 'data' events it took 5.8.
 */
class Inlet {
    receiver;
    #shared = Buffer.allocUnsafeSlow(READ_BYTES);
    buffer = () => this.receiver?.room() ?? this.#shared;
    callback = (bytes, buffer) => {
        if (buffer === this.#shared)
            this.receiver?.receive(this.#shared.subarray(0, bytes));
        else
            this.receiver?.filled(bytes);
        return true;
    };
}
class SocketOutlet {
    #socket;
    #inlet;
    #path;
    #writer;
    #failure;
    constructor(socket, inlet, path) {
        this.#socket = socket;
        this.#inlet = inlet;
        this.#path = path;
        this.#writer = new GatheringWriter(socket);
    }
    attach(receiver) {
        this.#inlet.receiver = receiver;
        void this.#closed().then(() => receiver.end(this.#failure ?? this.#ending()));
        this.#socket.unref();
    }
    write(parts) {
        this.#writer.write(parts);
    }
    hold(held) {
        if (held)
            this.#socket.ref();
        else
            this.#socket.unref();
    }
    end() {
        this.#socket.end();
    }
    destroy(failure) {
        this.#failure ??= failure;
        this.#socket.destroy();
    }
    async gone(graceMs) {
        const cut = setTimeout(() => this.#socket.destroy(), graceMs);
        await this.#closed();
        clearTimeout(cut);
    }
    #closed() {
        const socket = this.#socket;
        return new Promise((resolve) => {
            if (socket.closed)
                resolve();
            else
                socket.once('close', () => resolve());
        });
    }
    #ending() {
        const cause = this.#socket.errored;
        const why = cause === null ? '' : ` (${cause.code ?? cause.message})`;
        const message = `the connection to ${this.#path} ended${why}`;
        return { code: 'ConnectionClosed', message, options: cause === null ? {} : { cause } };
    }
}
