/** A connection to a sidecar that already listens on a Unix socket or a named pipe. Never starts one. */
import type { Socket } from 'node:net';
import { sockname } from '../protocol/endpoint.ts';
import { type Failure, OutriggerError } from './errors.ts';
import { GatheringWriter } from './gathering-writer.ts';
import type { Outlet, Receiver } from './outlet.ts';
import type { Outrigger } from './outrigger.ts';

export interface ConnectOptions {
  /** The socket's path; this user's sidecar if absent (`outrigger sockname` prints it). */
  path?: string | undefined;
}

/**
 * Connects to a running sidecar.
 * @throws OutriggerError ConnectFailed: nothing listens there; `data: {path, syscallCode}`.
 */
export async function connect(options: ConnectOptions = {}): Promise<Outrigger> {
  const path = options.path ?? sockname();
  // the session's modules take 15 ms to load: meanwhile the socket connects
  const [socket, { Outrigger }] = await Promise.all([openSocket(path), import('./outrigger.ts')]);
  return new Outrigger(new SocketOutlet(socket, path));
}

/** A connected socket, or ConnectFailed. */
export async function openSocket(path: string): Promise<Socket> {
  const { connect: connectSocket } = await import('node:net');
  return new Promise((resolve, reject) => {
    const socket = connectSocket({ path });
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

class SocketOutlet implements Outlet {
  readonly #socket: Socket;
  readonly #path: string;
  readonly #writer: GatheringWriter;
  #failure: Failure | undefined;

  constructor(socket: Socket, path: string) {
    this.#socket = socket;
    this.#path = path;
    this.#writer = new GatheringWriter(socket);
  }

  attach(receiver: Receiver): void {
    this.#socket.on('data', (chunk: Buffer) => receiver.receive(chunk));
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
