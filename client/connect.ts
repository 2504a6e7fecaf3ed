/** A connection to a sidecar that already listens on a Unix socket or a named pipe. Never starts one. */
import { connect as connectSocket, type Socket } from 'node:net';
import { sockname } from '../protocol/endpoint.ts';
import { type Failure, OutriggerError } from './errors.ts';
import { GatheringWriter } from './gathering-writer.ts';
import type { Outlet } from './outlet.ts';
import { Outrigger } from './outrigger.ts';
import { Session } from './session.ts';

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
  const socket = await openSocket(path);
  const outlet = new SocketOutlet(socket);
  const session = new Session(outlet);
  outlet.attach(session, path);
  return new Outrigger(session, outlet);
}

/** A connected socket, or ConnectFailed. */
export function openSocket(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket({ path });
    const fail = (error: NodeJS.ErrnoException) => {
      const data = { path, syscallCode: error.code ?? '' };
      const message = `no sidecar answers at ${path} (${error.code ?? error.message}); start one with: outrigger serve`;
      reject(new OutriggerError('ConnectFailed', message, { cause: error, data }));
    };
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.off('error', fail);
      resolve(socket);
    });
  });
}

class SocketOutlet implements Outlet {
  readonly #socket: Socket;
  readonly #writer: GatheringWriter;
  readonly #closed: Promise<void>;
  #failure: Failure | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#writer = new GatheringWriter(socket);
    this.#closed = new Promise((resolve) => {
      socket.once('close', () => resolve());
    });
    socket.unref();
  }

  attach(session: Session, path: string): void {
    this.#socket.on('data', (chunk: Buffer) => session.receive(chunk));
    this.#socket.on('error', (error) => {
      this.#failure ??= closed(path, error);
    });
    this.#socket.on('close', () => session.end(this.#failure ?? closed(path)));
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
    await this.#closed;
    clearTimeout(cut);
  }
}

function closed(path: string, cause?: Error): Failure {
  const why = cause === undefined ? '' : ` (${(cause as NodeJS.ErrnoException).code ?? cause.message})`;
  return { code: 'ConnectionClosed', message: `the connection to ${path} ended${why}`, options: { cause } };
}
