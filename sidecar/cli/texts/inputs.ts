/**
 * The texts that a command works on: files, folders (what .gitignore leaves), standard input; in batches that fit a
 * request. What can't be read is told and counted, and stops nothing else.
 */
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { readTextFile, type TextFile, textOf } from '../../findings/text-file.ts';
import { walkFiles } from '../../findings/walk.ts';
import { encodeName } from '../names.ts';
import { errnoWords } from '../sums/reasons.ts';
import type { Terminal } from '../terminal.ts';

export interface InputText {
  /** As it is shown: as it was given, or below what was given; `-` for standard input. */
  readonly name: string;
  readonly text: string;
}

/** Bytes of text a request, and texts: small enough that many requests share the workers, large enough to be worth one. */
export const BATCH_CHARACTERS = 1024 * 1024;
const BATCH_TEXTS = 256;
/** A text: with the batches that are on their way it stays within the 64 MiB that a connection has in flight. */
const TEXT_BYTES_MAX = 48 * 1024 * 1024;

export class Inputs {
  /** Files that could not be read. */
  failed = 0;
  /** Binary and overly large files. */
  skipped = 0;
  read = 0;
  readonly #terminal: Terminal;
  readonly #noIgnore: boolean;

  constructor(terminal: Terminal, noIgnore: boolean) {
    this.#terminal = terminal;
    this.#noIgnore = noIgnore;
  }

  /** The texts of operands, in order; folders are walked. */
  async *texts(operands: readonly string[]): AsyncGenerator<InputText> {
    for (const operand of operands) {
      if (operand === '-') {
        yield* this.#take('-', true, () => Promise.resolve(standardInput()));
        continue;
      }
      const folder = await this.#isFolder(operand);
      if (folder === undefined) continue;
      if (!folder) {
        yield* this.#take(operand, true, () => readTextFile(encodeName(operand), TEXT_BYTES_MAX));
        continue;
      }
      const onError = (path: string, error: unknown) => this.#fail(path, error);
      for await (const { path } of walkFiles(operand, { noIgnore: this.#noIgnore, onError })) {
        yield* this.#take(path, false, () => readTextFile(path, TEXT_BYTES_MAX));
      }
    }
  }

  /** The same in batches. */
  async *batches(operands: readonly string[]): AsyncGenerator<InputText[]> {
    let batch: InputText[] = [];
    let size = 0;
    for await (const input of this.texts(operands)) {
      if (batch.length > 0 && (size + input.text.length > BATCH_CHARACTERS || batch.length === BATCH_TEXTS)) {
        yield batch;
        batch = [];
        size = 0;
      }
      batch.push(input);
      size += input.text.length;
    }
    if (batch.length > 0) yield batch;
  }

  async #isFolder(operand: string): Promise<boolean | undefined> {
    try {
      return (await stat(encodeName(operand))).isDirectory();
    } catch (error) {
      this.#fail(operand, error);
      return undefined;
    }
  }

  /** `named`: asked for by itself, so that it isn't left out without a word. */
  async *#take(name: string, named: boolean, read: () => Promise<TextFile>): AsyncGenerator<InputText> {
    try {
      const file = await read();
      if ('skipped' in file) this.#skip(name, named, file.skipped);
      else {
        this.read += 1;
        yield { name, text: file.text };
      }
    } catch (error) {
      this.#fail(name, error);
    }
  }

  /** What is too large may hold anything: where it was asked for by name, the command has failed. */
  #skip(name: string, named: boolean, why: 'binary' | 'too large'): void {
    this.skipped += 1;
    if (why === 'too large' && named) this.failed += 1;
    if (why === 'binary' && !named) return;
    const reason = why === 'binary' ? 'binary' : `larger than ${TEXT_BYTES_MAX / 2 ** 20} MiB`;
    this.#terminal.complain(`outrigger: ${name}: left out: ${reason}`);
  }

  /** A text that the command could do nothing with. */
  fail(name: string, why: string): void {
    this.failed += 1;
    this.#terminal.complain(`outrigger: ${name}: ${why}`);
  }

  #fail(name: string, error: unknown): void {
    const { code = '', syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    this.fail(name, errnoWords(code) ?? code);
  }
}

function standardInput(): TextFile {
  const bytes = readFileSync(0);
  return bytes.length > TEXT_BYTES_MAX ? { skipped: 'too large' } : textOf(bytes);
}

/** Requests in flight while the next batch is read. */
const IN_FLIGHT = 4;

/** Works on batches, some at a time, and hands on the results in their order. */
export async function* inOrder<T, R>(batches: AsyncIterable<T>, work: (batch: T) => Promise<R>): AsyncGenerator<R> {
  const flying: Promise<R>[] = [];
  try {
    for await (const batch of batches) {
      flying.push(work(batch));
      if (flying.length >= IN_FLIGHT) yield await (flying.shift() as Promise<R>);
    }
    for (let next = flying.shift(); next !== undefined; next = flying.shift()) yield await next;
  } finally {
    // One failed: the others are awaited by nobody any more.
    for (const left of flying) left.catch(() => {});
  }
}
