/**
 * The texts that a command works on: files, folders (what .gitignore leaves), standard input; in batches that fit a
 * request. What can't be read is told and counted, and stops nothing else.
 */
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { readTextFile, textOf } from '../../findings/text-file.js';
import { walkFiles } from '../../findings/walk.js';
import { encodeName } from '../names.js';
import { errnoWords } from '../sums/reasons.js';
/** Bytes of text a request, and texts: small enough that many requests share the workers, large enough to be worth one. */
const BATCH_CHARACTERS = 1024 * 1024;
const BATCH_TEXTS = 256;
export class Inputs {
    /** Files that could not be read. */
    failed = 0;
    /** Binary and overly large files. */
    skipped = 0;
    read = 0;
    #terminal;
    #noIgnore;
    constructor(terminal, noIgnore) {
        this.#terminal = terminal;
        this.#noIgnore = noIgnore;
    }
    /** The texts of operands, in order; folders are walked. */
    async *texts(operands) {
        for (const operand of operands) {
            if (operand === '-') {
                yield* this.#take('-', () => Promise.resolve(textOf(readFileSync(0))));
                continue;
            }
            const folder = await this.#isFolder(operand);
            if (folder === undefined)
                continue;
            if (!folder) {
                yield* this.#take(operand, () => readTextFile(encodeName(operand)));
                continue;
            }
            const onError = (path, error) => this.#fail(path, error);
            for await (const { path } of walkFiles(operand, { noIgnore: this.#noIgnore, onError })) {
                yield* this.#take(path, () => readTextFile(path));
            }
        }
    }
    /** The same in batches. */
    async *batches(operands) {
        let batch = [];
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
        if (batch.length > 0)
            yield batch;
    }
    async #isFolder(operand) {
        try {
            return (await stat(encodeName(operand))).isDirectory();
        }
        catch (error) {
            this.#fail(operand, error);
            return undefined;
        }
    }
    async *#take(name, read) {
        try {
            const file = await read();
            if ('skipped' in file)
                this.skipped += 1;
            else {
                this.read += 1;
                yield { name, text: file.text };
            }
        }
        catch (error) {
            this.#fail(name, error);
        }
    }
    #fail(name, error) {
        const { code = '', syscall } = error;
        if (syscall === undefined)
            throw error;
        this.failed += 1;
        this.#terminal.complain(`outrigger: ${name}: ${errnoWords(code) ?? code}`);
    }
}
/** Requests in flight while the next batch is read. */
const IN_FLIGHT = 4;
/** Works on batches, some at a time, and hands on the results in their order. */
export async function* inOrder(batches, work) {
    const flying = [];
    try {
        for await (const batch of batches) {
            flying.push(work(batch));
            if (flying.length >= IN_FLIGHT)
                yield await flying.shift();
        }
        for (let next = flying.shift(); next !== undefined; next = flying.shift())
            yield await next;
    }
    finally {
        // One failed: the others are awaited by nobody any more.
        for (const left of flying)
            left.catch(() => { });
    }
}
