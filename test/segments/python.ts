/** Python scenarios against a sidecar: programs of another language, with nothing of ours in them. End with the scope. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

export type Observed = Record<string, unknown>;

export class Scenario implements AsyncDisposable {
  readonly process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #exit: Promise<unknown[]>;
  #stderr = '';

  /** Runs `script` of this folder; `prefix` are the words of a program that runs it, if any. */
  constructor(script: string, args: readonly string[], prefix: readonly string[] = []) {
    const words = [...prefix, 'python3', resolve(import.meta.dirname, script), ...args];
    this.process = spawn(words[0] as string, words.slice(1), { stdio: ['pipe', 'pipe', 'pipe'] });
    this.process.stdin?.on('error', () => {});
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    this.#exit = once(this.process, 'close');
    this.#lines = createInterface({ input: this.process.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  }

  /** What it says next. */
  async hears(): Promise<Observed> {
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error(`the scenario ended: ${this.#stderr}`);
    return JSON.parse(value) as Observed;
  }

  /** Lets it go on. */
  goOn(): void {
    this.process.stdin?.write('\n');
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.#exit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}

/** Runs a scenario that says one thing. */
export async function observe(script: string, args: readonly string[], prefix?: readonly string[]): Promise<Observed> {
  await using scenario = new Scenario(script, args, prefix);
  return await scenario.hears();
}
