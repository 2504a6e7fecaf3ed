/**
 * The pipes of a spawned sidecar as a session's outlet, and the reading of its end: exit code, signal and last stderr
 * lines become the error of every call that was in flight.
 */
import type { Socket } from 'node:net';
import type { Failure } from './errors.ts';
import { GatheringWriter } from './gathering-writer.ts';
import type { Outlet, Receiver } from './outlet.ts';
import type { SidecarChild } from './spawn.ts';
import { StderrTail } from './stderr-tail.ts';

/** After the exit, for the last of stderr: a grandchild that inherited the pipe may hold it open for ever. */
const LAST_WORDS_MS = 200;
/** A sidecar that closed its stdout without exiting can't be talked to any more. */
const MUTE_MS = 1000;
/** Lines of stderr in an error's message; `data.stderr` has all that were kept. */
const MESSAGE_LINES = 10;

export class ChildOutlet implements Outlet {
  readonly #child: SidecarChild;
  readonly #writer: GatheringWriter;
  readonly #stderr = new StderrTail();
  readonly #over: Promise<void>;
  #failure: Failure | undefined;

  constructor(child: SidecarChild) {
    this.#child = child;
    this.#writer = new GatheringWriter(child.stdin);
    this.#over = over(child);
    // its exit says more than the EPIPE of a write that came too late
    child.stdin.on('error', () => {});
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => this.#stderr.push(chunk));
  }

  attach(receiver: Receiver): void {
    this.#child.stdout.on('data', (chunk: Buffer) => receiver.receive(chunk));
    void this.#over.then(() => receiver.end(this.#failure ?? this.#ending(receiver.answered)));
    this.hold(false);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  write(parts: readonly Uint8Array[]): void {
    this.#writer.write(parts);
  }

  hold(held: boolean): void {
    const { stdin, stdout, stderr } = this.#child;
    // a child's pipes are sockets, whatever their types say
    for (const handle of [this.#child, stdin as Socket, stdout as Socket, stderr as Socket]) {
      if (held) handle.ref();
      else handle.unref();
    }
  }

  end(): void {
    this.#child.stdin.end();
  }

  destroy(failure: Failure): void {
    this.#failure ??= failure;
    this.#child.kill('SIGKILL');
  }

  async gone(graceMs: number): Promise<void> {
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), graceMs);
    await this.#over;
    clearTimeout(kill);
  }

  #ending(answered: boolean): Failure {
    const { pid, exitCode, signalCode: signal } = this.#child;
    const stderr = this.#stderr.lines;
    const how = signal === null ? `exited with code ${exitCode}` : `was ended by ${signal}`;
    const when = answered ? '' : ' before its first answer';
    const tail = stderr.slice(-MESSAGE_LINES).map((line) => `\n  ${line}`);
    const code = answered ? 'ConnectionClosed' : 'SpawnFailed';
    return {
      code,
      message: `the sidecar (pid ${pid}) ${how}${when}${tail.join('')}`,
      options: { data: { pid, exitCode, signal, stderr } },
    };
  }
}

/** Resolves when the process has exited and its pipes are read to their ends, or soon after the exit. */
function over(child: SidecarChild): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    child.once('exit', () => {
      clearTimeout(timer);
      timer = setTimeout(resolve, LAST_WORDS_MS);
    });
    child.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    child.stdout.once('close', () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      timer = setTimeout(() => child.kill('SIGKILL'), MUTE_MS);
    });
  });
}
