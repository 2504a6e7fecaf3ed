/**
 * A tiny MessagePack-RPC server for what a real sidecar never does: stay silent, send garbage, cut the connection in the
 * middle of a frame. Each test says what is answered. It knows no method but `initialize` and `shutdown`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Packr } from 'msgpackr/pack';
import { allocateOrdinary, type Frame } from '../../protocol/framing/frame.ts';
import { MessagePackRpcFraming } from '../../protocol/framing/msgpack-rpc.ts';

export interface Received {
  kind: 'request' | 'notification';
  id: number;
  method: string;
  params: Record<string, unknown>;
}

const BOUNDS = { frameBytes: 2 ** 30, headerBytes: 0, depth: 128, elements: 2 ** 31, containers: 2 ** 31 };
const packr = new Packr({ useRecords: false, variableMapSize: true });

/** One side of a conversation over any pair of streams. */
export class FakeConnection {
  readonly #write: (bytes: Uint8Array) => void;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  reply(id: number, result: unknown): void {
    this.#write(packr.pack([1, id, null, result]));
  }

  fail(id: number | null, error: unknown): void {
    this.#write(packr.pack([1, id, error, null]));
  }

  notify(method: string, params: unknown): void {
    this.#write(packr.pack([2, method, [params]]));
  }

  raw(bytes: Uint8Array): void {
    this.#write(bytes);
  }
}

/** Calls `receive` for each message in the stream. */
export function readMessages(receive: (message: Received) => void): (chunk: Buffer) => void {
  const framing = new MessagePackRpcFraming(
    {
      frame: ({ body }: Frame) => {
        const message = packr.unpack(Buffer.from(body.bytes)) as unknown[];
        if (message[0] === 0) {
          const [, id, method, [params]] = message as [number, number, string, [Record<string, unknown>]];
          receive({ kind: 'request', id, method, params });
        } else {
          const [, method, [params]] = message as [number, string, [Record<string, unknown>]];
          receive({ kind: 'notification', id: -1, method, params });
        }
      },
      refuse: ({ reason }) => {
        throw new Error(`the client sent ${reason}`);
      },
    },
    BOUNDS,
    allocateOrdinary,
  );
  return (chunk) => framing.push(chunk);
}

export const FAKE_INFO = {
  protocolVersion: 1,
  serverInfo: { name: 'outrigger', version: '0.0.0' },
  capabilities: { methods: [] },
  limits: { frameBytes: 16 * 1024 * 1024 },
};

/** Answers `initialize` and `shutdown`; true if it did. */
export function answerLife(connection: FakeConnection, message: Received): boolean {
  if (message.method === 'initialize') connection.reply(message.id, FAKE_INFO);
  else if (message.method === 'shutdown') connection.reply(message.id, null);
  else return false;
  return true;
}

export type Answer = (message: Received, connection: FakeConnection, socket: Socket) => void;

export class FakeSidecar implements AsyncDisposable {
  readonly path: string;
  readonly received: Received[] = [];
  readonly sockets = new Set<Socket>();
  readonly #directory: string;
  readonly #server: Server;

  private constructor(directory: string, answer: Answer, lives: boolean) {
    this.#directory = directory;
    this.path = join(directory, 'fake.sock');
    this.#server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket)).on('error', () => {});
      const connection = new FakeConnection((bytes) => socket.write(bytes));
      const read = readMessages((message) => {
        this.received.push(message);
        if (!lives || !answerLife(connection, message)) answer(message, connection, socket);
      });
      socket.on('data', read);
    });
  }

  /** `lives: false` leaves `initialize` and `shutdown` to `answer` too. */
  static async listen(answer: Answer, { lives = true } = {}): Promise<FakeSidecar> {
    const directory = await mkdtemp(join(tmpdir(), 'outrigger-fake-'));
    const fake = new FakeSidecar(directory, answer, lives);
    await new Promise<void>((resolve) => fake.#server.listen(fake.path, resolve));
    return fake;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.#directory, { recursive: true, force: true });
  }
}
