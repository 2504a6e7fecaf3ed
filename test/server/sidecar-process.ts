/**
 * The real serving process and raw connections to it, by stdio or by socket: bytes in, messages out, nothing of the client
 * library between. Ends with the scope.
 */

import { Buffer } from 'node:buffer';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { entry } from '../entry.ts';
import { type PrivateFolder, privateFolder } from './private-folder.ts';
import type { Heard, Speaker } from './speaker.ts';

export const ENTRY = entry('sidecar/serve');

export interface ServeProcess {
  readonly child: ChildProcess;
  /** All that it wrote to stderr so far. */
  stderr(): string;
  /** Its exit code, or the signal that ended it. */
  readonly exit: Promise<number | string>;
}

/** Starts the entry with these arguments; `stderr: 'unread'` is a pipe that nobody ever reads. */
export function startServe(
  args: readonly string[],
  options: { stderr?: 'unread'; env?: NodeJS.ProcessEnv } = {},
): ServeProcess {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  let stderr = '';
  if (options.stderr === undefined) {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
  }
  const exit = once(child, options.stderr === undefined ? 'close' : 'exit').then(
    ([code, signal]: unknown[]) => (code ?? signal) as number | string,
  );
  return { child, stderr: () => stderr, exit };
}

/** One conversation, in bytes. */
export class Conversation {
  readonly speaker: Speaker;
  /** Resolves when the other side has ended. */
  readonly ended: Promise<void>;
  readonly #input: Writable;
  readonly #waiting: { count: number; resolve: () => void }[] = [];
  #heard: (Heard | Heard[])[] = [];
  #lastId = 1000;
  #rest = Buffer.alloc(0);

  constructor(speaker: Speaker, input: Writable, output: Readable) {
    this.speaker = speaker;
    this.#input = input;
    input.on('error', () => {});
    output.on('error', () => {});
    this.ended = new Promise((resolve) => output.once('close', resolve).once('end', resolve));
    output.on('data', (chunk: Buffer) => this.#take(chunk));
  }

  say(...frames: (Buffer | string)[]): this {
    this.#input.write(Buffer.concat(frames.map((frame) => Buffer.from(frame as string))));
    return this;
  }

  endInput(): this {
    this.#input.end();
    return this;
  }

  /** The next `count` messages, in the order in which they came. */
  async hear(count: number): Promise<(Heard | Heard[])[]> {
    if (this.#heard.length < count) {
      const enough = new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
      await Promise.race([enough, this.ended]);
    }
    if (this.#heard.length < count) throw new Error(`ended after ${this.#heard.length} of ${count} messages`);
    return this.#heard.splice(0, count);
  }

  /** The answer to one request, whatever else comes before it: a test that failed may have left replies behind. */
  async ask(method: string, params?: unknown): Promise<Heard> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.say(this.speaker.request(id, method, params));
    for (;;) {
      const [message] = (await this.hear(1)) as [Heard];
      if (message.id === id) return message;
    }
  }

  /** All that was said until the other side ended. */
  async rest(): Promise<(Heard | Heard[])[]> {
    await this.ended;
    if (this.#rest.length > 0) throw new Error(`half a message: ${this.#rest.toString('latin1')}`);
    return this.#heard.splice(0);
  }

  #take(chunk: Buffer): void {
    const { heard, rest } = this.speaker.hear(Buffer.concat([this.#rest, chunk]));
    this.#rest = Buffer.from(rest);
    this.#heard.push(...heard);
    for (const waiting of this.#waiting) if (this.#heard.length >= waiting.count) waiting.resolve();
  }
}

export interface Host extends AsyncDisposable {
  readonly process: ServeProcess;
  /** A new conversation; by stdio there is only one. */
  converse(speaker: Speaker): Promise<Conversation>;
}

/** A sidecar on stdio. */
export function hostOnStdio(...args: string[]): Host {
  const served = startServe(['--stdio', '--workers', '2', ...args]);
  const { stdin, stdout } = served.child;
  return {
    process: served,
    converse: async (speaker) => new Conversation(speaker, stdin as Writable, stdout as Readable),
    async [Symbol.asyncDispose]() {
      served.child.stdin?.end();
      await served.exit;
    },
  };
}

/** Waits until something listens on `path`. */
export async function whenListening(path: string, served: ServeProcess): Promise<void> {
  let over = false;
  void served.exit.then(() => {
    over = true;
  });
  for (;;) {
    const socket = connect(path);
    const connected = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (connected) return;
    if (over) throw new Error(`it ended before it listened: ${served.stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A sidecar on a socket in a folder of its own. */
export async function hostOnSocket(...args: string[]): Promise<Host & { path: string; folder: PrivateFolder }> {
  const folder = privateFolder();
  const path = folder.at('v1.sock');
  const served = startServe(['--socket', path, '--workers', '2', ...args]);
  await whenListening(path, served);
  return {
    process: served,
    path,
    folder,
    converse: async (speaker) => {
      const socket = connect({ path, allowHalfOpen: true });
      await once(socket, 'connect');
      return new Conversation(speaker, socket, socket);
    },
    async [Symbol.asyncDispose]() {
      served.child.kill('SIGTERM');
      await served.exit;
      folder[Symbol.dispose]();
    },
  };
}
