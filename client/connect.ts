/** A connection to a sidecar that already listens on a Unix socket or a named pipe. Never starts one. */
import type { OnReadOpts, Socket } from 'node:net';
import { defaultEndpoint } from './default-endpoint.ts';
import { type Failure, OutriggerError } from './errors.ts';
import { GatheringWriter } from './gathering-writer.ts';
import type { Outlet, Receiver } from './outlet.ts';
import type { Outrigger } from './outrigger.ts';

export interface ConnectOptions {
  /** The socket's path; this user's sidecar if absent (`outrigger sockname` prints it). */
  path?: string | undefined;
}

const READ_BYTES = 64 * 1024;

/**
 * Connects to a running sidecar.
 * @throws OutriggerError ConnectFailed: nothing listens there; `data: {path, syscallCode}`.
 */
export async function connect(options: ConnectOptions = {}): Promise<Outrigger> {
  const path = options.path ?? defaultEndpoint();
  // the session's modules take 11 ms to load: meanwhile the socket connects
  const inlet = new Inlet();
  const [socket, { Outrigger }] = await Promise.all([openSocket(path, inlet), import('./outrigger.ts')]);
  return new Outrigger(new SocketOutlet(socket, inlet, path));
}

/** A connected socket, or ConnectFailed. With an `onread` its bytes go there instead of to a stream. */
export async function openSocket(path: string, onread?: OnReadOpts): Promise<Socket> {
  const { connect: connectSocket } = await import('node:net');
  return new Promise((resolve, reject) => {
    const socket = connectSocket({ path, ...(onread === undefined ? {} : { onread }) });
    const fail = (error: NodeJS.ErrnoException) => {
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
class Inlet implements OnReadOpts {
  receiver: Receiver | undefined;
  readonly #shared = Buffer.allocUnsafeSlow(READ_BYTES);

  readonly buffer = (): Uint8Array => this.receiver?.room() ?? this.#shared;

  readonly callback = (bytes: number, buffer: Uint8Array): boolean => {
    if (buffer === this.#shared) this.receiver?.receive(this.#shared.subarray(0, bytes));
    else this.receiver?.filled(bytes);
    return true;
  };
}

class SocketOutlet implements Outlet {
  readonly #socket: Socket;
  readonly #inlet: Inlet;
  readonly #path: string;
  readonly #writer: GatheringWriter;
  #failure: Failure | undefined;

  constructor(socket: Socket, inlet: Inlet, path: string) {
    this.#socket = socket;
    this.#inlet = inlet;
    this.#path = path;
    this.#writer = new GatheringWriter(socket);
  }

  attach(receiver: Receiver): void {
    this.#inlet.receiver = receiver;
    void this.#closed().then(() => receiver.end(this.#failure ?? this.#ending()));
    this.#socket.unref();
  }

  write(parts: readonly Uint8Array[]): void {
    this.#writer.write(parts);
  }

  hold(held: boolean): void {
    if (held) this.#socket.ref();
    else this.#socket.unref();
  }

  end(): void {
    this.#socket.end();
  }

  destroy(failure: Failure): void {
    this.#failure ??= failure;
    this.#socket.destroy();
  }

  async gone(graceMs: number): Promise<void> {
    const cut = setTimeout(() => this.#socket.destroy(), graceMs);
    await this.#closed();
    clearTimeout(cut);
  }

  #closed(): Promise<void> {
    const socket = this.#socket;
    return new Promise((resolve) => {
      if (socket.closed) resolve();
      else socket.once('close', () => resolve());
    });
  }

  #ending(): Failure {
    const cause = this.#socket.errored as NodeJS.ErrnoException | null;
    const why = cause === null ? '' : ` (${cause.code ?? cause.message})`;
    const message = `the connection to ${this.#path} ended${why}`;
    return { code: 'ConnectionClosed', message, options: cause === null ? {} : { cause } };
  }
}
