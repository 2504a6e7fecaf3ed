/** A real sidecar on a socket of its own, from the sources: for tests of connect() and of several clients. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, isOutriggerError } from '../../client/index.ts';
import { entry } from '../entry.ts';

export const serveEntry = entry('sidecar/serve');

export class RealSidecar implements AsyncDisposable {
  readonly path: string;
  readonly process: ChildProcess;
  readonly #directory: string;
  readonly #exit: Promise<unknown>;

  private constructor(directory: string, flags: string[]) {
    this.#directory = directory;
    this.path = join(directory, 'v1.sock');
    const args = ['--no-warnings', serveEntry, '--socket', this.path, '--workers', '2', ...flags];
    this.process = spawn(process.execPath, args, { stdio: 'ignore' });
    this.#exit = new Promise((resolve) => this.process.once('exit', resolve));
  }

  /** Resolves when it answers. */
  static async listen(...flags: string[]): Promise<RealSidecar> {
    const sidecar = new RealSidecar(await mkdtemp(join(tmpdir(), 'outrigger-real-')), flags);
    for (;;) {
      try {
        const rig = await connect({ path: sidecar.path });
        await rig.server.info();
        await rig.dispose();
        return sidecar;
      } catch (error) {
        if (!isOutriggerError(error) || error.code !== 'ConnectFailed') throw error;
        if (sidecar.process.exitCode !== null) throw new Error(`the sidecar exited with ${sidecar.process.exitCode}`);
        await sleep(20);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill('SIGTERM');
    await this.#exit;
    await rm(this.#directory, { recursive: true, force: true });
  }
}
