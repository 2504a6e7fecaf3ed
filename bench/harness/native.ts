/** A C program of bench/native as a process: compiled here if there is a C compiler, given its records once, timed by itself. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SOURCES = join(import.meta.dirname, '..', 'native');
/** 128-bit vectors and no wider: what Wasm has. */
const FLAGS = ['-O3', '-msse4.1', '-mno-avx', '-pthread'];

/** `sha256x4`: one core and no hand-over, which prints its time. `hand-over`: two processes, which print that of both ends. */
export type NativeName = 'sha256x4' | 'hand-over';

export class NativeRival {
  readonly #folder: string;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(folder: string, child: ChildProcess, lines: AsyncIterator<string>) {
    this.#folder = folder;
    this.#child = child;
    this.#lines = lines;
  }

  /** `args` come between the records' size and the digests' file. Undefined where there is no C compiler, or no x86-64. */
  static start(name: NativeName, data: Uint8Array, args: readonly string[] = []): NativeRival | undefined {
    if (process.arch !== 'x64') return undefined;
    const folder = mkdtempSync(join(tmpdir(), 'outrigger-native-'));
    const program = join(folder, name);
    if (spawnSync('cc', [...FLAGS, '-o', program, join(SOURCES, `${name}.c`)]).status !== 0) {
      rmSync(folder, { recursive: true, force: true });
      return undefined;
    }
    const all = [String(data.length), ...args, join(folder, 'digests')];
    const child = spawn(program, all, { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.write(data);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return new NativeRival(folder, child, lines);
  }

  /** Hashes all records once: the milliseconds that it prints, its first figure being the time of it all. */
  async run(): Promise<[ms: number, ...more: number[]]> {
    this.#child.stdin?.write('.');
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error('the C program ended');
    const [first = Number.NaN, ...more] = String(value)
      .split(' ')
      .map((seconds) => Number(seconds) * 1000);
    return [first, ...more];
  }

  /** Whatever it is doing. After `end` this does nothing. */
  kill(): void {
    this.#child.kill();
  }

  /** Ends it; the digests of its last run. */
  async end(): Promise<Uint8Array> {
    this.#child.stdin?.end();
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
    const digests = readFileSync(join(this.#folder, 'digests'));
    rmSync(this.#folder, { recursive: true, force: true });
    return digests;
  }
}
