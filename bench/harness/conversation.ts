/**
 * A program of ours that is spoken to in lines of JSON, one answer a question, in turn. Rejects when it ends instead of
 * answering; what it says on stderr goes through.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export class Conversation {
  readonly child: ChildProcess;
  readonly #waiting: { resolve: (answer: never) => void; reject: (error: Error) => void }[] = [];

  constructor(program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    const env = { ...process.env, ...environment };
    this.child = spawn(program, [...args], { stdio: ['pipe', 'pipe', 'inherit'], env });
    if (this.child.stdout === null) throw new Error('no pipe');
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      this.#waiting.shift()?.resolve(JSON.parse(line) as never);
    });
    this.child.stdin?.on('error', () => {});
    this.child.once('error', (error) => this.#fail(error));
    this.child.once('exit', (code, signal) => this.#fail(new Error(`${args.join(' ')} ended: ${signal ?? code}`)));
  }

  ask<T>(question: unknown): Promise<T> {
    const answer = this.said<T>();
    this.child.stdin?.write(`${JSON.stringify(question)}\n`);
    return answer;
  }

  /** What it says of its own accord: the next line. */
  said<T>(): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ resolve: resolve as (answer: never) => void, reject });
    });
  }

  /** Ends its input, by which these programs end; what doesn't in time is killed. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    this.child.stdin?.end();
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 5000);
    await gone;
    clearTimeout(timer);
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
