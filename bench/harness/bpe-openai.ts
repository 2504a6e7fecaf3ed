/** The native rival of token counting as a process: crate bpe-openai, built by cargo if there is one, given its messages once. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SOURCE = join(import.meta.dirname, '..', 'native', 'bpe-openai');
/** Kept from run to run, as cargo keeps it: the build takes a minute. */
const TARGET = join(import.meta.dirname, '..', 'target', 'bpe-openai');
const NAME = 'outrigger-bench-bpe-openai';

export class BpeOpenai {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>) {
    this.#child = child;
    this.#lines = lines;
  }

  /** The path of its program, or undefined where cargo doesn't build it: there is none, or none that is new enough. */
  static build(): string | undefined {
    const args = ['build', '--release', '--quiet', '--locked', '--target-dir', TARGET];
    const { status, stderr } = spawnSync('cargo', args, { cwd: SOURCE, encoding: 'utf8' });
    if (status !== 0) console.error(stderr ?? 'there is no cargo');
    const program = join(TARGET, 'release', process.platform === 'win32' ? `${NAME}.exe` : NAME);
    return status === 0 && existsSync(program) ? program : undefined;
  }

  static start(program: string, encoding: string, messages: readonly Uint8Array[]): BpeOpenai {
    const bytes = messages.reduce((sum, { length }) => sum + length, 0);
    const args = [encoding, String(messages.length), String(bytes)];
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const rival = new BpeOpenai(child, createInterface({ input: child.stdout })[Symbol.asyncIterator]());
    child.stdin.write(Buffer.from(Uint32Array.from(messages, ({ length }) => length).buffer));
    for (const message of messages) child.stdin.write(message);
    return rival;
  }

  /** Counts all messages, one by one, on one thread, by its own clock. */
  async count(): Promise<{ seconds: number; tokens: number }> {
    this.#child.stdin?.write('.');
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error('the native program ended early');
    const [seconds = Number.NaN, tokens = Number.NaN] = String(value).split(' ').map(Number);
    return { seconds, tokens };
  }

  async end(): Promise<void> {
    const closed = once(this.#child, 'close');
    this.#child.stdin?.end();
    await closed;
  }
}
