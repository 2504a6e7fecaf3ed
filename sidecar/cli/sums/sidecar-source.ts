/** Digests from the sidecar: the calls behind `outrigger hash`, and the progress they tell. Prints nothing itself. */
import { statSync } from 'node:fs';
import type { Outrigger } from '../../../client/outrigger.ts';
import type { Algorithm, Engine, FileDigest } from '../../../protocol/methods/hash.ts';
import { workingDirectory } from '../arguments.ts';
import { encodeName, wireName } from '../names.ts';
import type { Digested, DigestSource } from './digests.ts';
import { locate } from './locate.ts';
import { digestStdin } from './stdin.ts';

export interface SourceOptions {
  algorithm: Algorithm;
  engine: Engine | undefined;
  /** Called with the bytes and files that are done. */
  onProgress: (bytes: number, files: number) => void;
}

function digested(file: FileDigest): Digested {
  return 'error' in file ? { error: file.error } : { digest: file.digest, bytes: file.bytes };
}

export class SidecarSource implements DigestSource {
  readonly #rig: Outrigger;
  readonly #options: SourceOptions;
  readonly #place = { directory: workingDirectory(), pid: process.pid };
  /** Standard input has one reader at a time. */
  #stdin: Promise<unknown> = Promise.resolve();
  #bytes = 0;
  #files = 0;

  constructor(rig: Outrigger, options: SourceOptions) {
    this.#rig = rig;
    this.#options = options;
  }

  locate(name: string): string {
    return locate(name, this.#place);
  }

  sizeOf(name: string): number {
    try {
      return statSync(encodeName(name)).size;
    } catch {
      return 0; // why it can't be read is for the sidecar to say
    }
  }

  async files(paths: string[]): Promise<Digested[]> {
    let told = 0;
    const { algorithm, engine } = this.#options;
    const result = await this.#rig.call(
      'hash/files',
      { algorithm, paths: paths.map(wireName), ...(engine === undefined ? {} : { engine }) },
      {
        onProgress: ({ done, unit }) => {
          if (unit === 'bytes') this.#advance(done - told, 0);
          if (unit === 'bytes') told = done;
        },
      },
    );
    const files = result.files.map(digested);
    const bytes = files.reduce((sum, file) => sum + ('bytes' in file ? file.bytes : 0), 0);
    this.#advance(bytes - told, files.length);
    return files;
  }

  stdin(): Promise<Digested> {
    const turn = this.#stdin.then(() =>
      digestStdin(this.#options.algorithm, {
        message: (bytes) => this.#message(bytes),
        file: async (path) => (await this.files([path]))[0] as Digested,
      }),
    );
    this.#stdin = turn.catch(() => {});
    return turn;
  }

  async #message(bytes: Uint8Array): Promise<Digested> {
    const { algorithm } = this.#options;
    const { digests } = await this.#rig.call('hash/messages', { algorithm, data: bytes, lengths: [bytes.length] });
    return { digest: Buffer.from(digests as Uint8Array).toString('hex'), bytes: bytes.length };
  }

  #advance(bytes: number, files: number): void {
    this.#bytes += bytes;
    this.#files += files;
    this.#options.onProgress(this.#bytes, this.#files);
  }
}
