/** The C rival as a process: compiled once here if there is a C compiler, given its records once, timed by itself. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SOURCE = join(import.meta.dirname, '..', 'native', 'sha256x4.c');
/** 128-bit vectors and no wider: what Wasm has. */
const FLAGS = ['-O3', '-msse4.1', '-mno-avx'];

export class NativeRival {
  readonly #folder: string;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(folder: string, child: ChildProcess, lines: AsyncIterator<string>) {
    this.#folder = folder;
    this.#child = child;
    this.#lines = lines;
  }

  /** Undefined where there is no C compiler, or no x86-64. */
  static start(data: Uint8Array): NativeRival | undefined {
    if (process.arch !== 'x64') return undefined;
    const folder = mkdtempSync(join(tmpdir(), 'outrigger-native-'));
    const program = join(folder, 'sha256x4');
    if (spawnSync('cc', [...FLAGS, '-o', program, SOURCE]).status !== 0) {
      rmSync(folder, { recursive: true, force: true });
      return undefined;
    }
    const args = [String(data.length), join(folder, 'digests')];
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.write(data);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return new NativeRival(folder, child, lines);
  }

  /** Milliseconds to hash all records once. */
  async run(): Promise<number> {
    this.#child.stdin?.write('.');
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error('the C program ended');
    return Number(value) * 1000;
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
