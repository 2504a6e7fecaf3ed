/**
 * What the user sees: bytes on stdout in big writes, lines on stderr, colours where they are wanted, one progress bar.
 * The only file of the CLI that writes to a stream. Knows no command.
 */
import { writeSync } from 'node:fs';
import { encodeName } from './names.js';
/** How many bytes of output are gathered before they are written. */
const CHUNK = 64 * 1024;
/** A bar is drawn only for work that takes longer than this, in milliseconds, and redrawn so often. */
const BAR_AFTER_MS = 300;
const BAR_EVERY_MS = 100;
/** The reader of stdout went away (`outrigger hash … | head -1`): nothing is left to do. */
export class OutputClosed extends Error {
}
/** Writes all of `bytes`, waiting while a pipe is full: output must be whole when the process exits. */
function writeAll(fd, bytes) {
    for (let at = 0; at < bytes.length;) {
        try {
            at += writeSync(fd, bytes, at);
        }
        catch (error) {
            const { code } = error;
            if (code === 'EPIPE')
                throw new OutputClosed('the reader of the output is gone');
            if (code !== 'EAGAIN')
                throw error;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
        }
    }
}
/** Whether `stream` takes colours: a terminal, unless NO_COLOR is set (no-color.org) or it can't show them. */
export function coloured(stream, env = process.env) {
    if (env.NO_COLOR !== undefined && env.NO_COLOR !== '')
        return false;
    return stream.isTTY === true && env.TERM !== 'dumb';
}
const CODES = { bold: 1, dim: 2, green: 32, yellow: 33, red: 31, cyan: 36 };
export function painter(colour) {
    return (style, text) => (colour ? `\x1b[${CODES[style]}m${text}\x1b[0m` : text);
}
export class Terminal {
    /** For stdout. */
    paint = painter(coloured(process.stdout));
    #pending = [];
    #pendingBytes = 0;
    #bar;
    /** Bytes for stdout. */
    write(bytes) {
        this.#pending.push(bytes);
        this.#pendingBytes += bytes.length;
        // A person wants to see each line as it comes; a pipe or a file wants few writes.
        if (this.#pendingBytes >= CHUNK || process.stdout.isTTY)
            this.flush();
    }
    /** A line for stdout; names in it may hold escaped bytes. */
    print(line) {
        this.write(encodeName(`${line}\n`));
    }
    json(value) {
        this.print(JSON.stringify(value, undefined, 2));
    }
    /** A line for stderr. */
    complain(line) {
        this.flush();
        this.#clearBar();
        try {
            writeAll(2, encodeName(`${line}\n`));
        }
        catch (error) {
            if (!(error instanceof OutputClosed))
                throw error;
        }
    }
    flush() {
        if (this.#pendingBytes === 0)
            return;
        const bytes = Buffer.concat(this.#pending);
        this.#pending.length = 0;
        this.#pendingBytes = 0;
        if (process.stdout.isTTY)
            this.#clearBar();
        writeAll(1, bytes);
    }
    /** Shows `text` (one line) and, where it is known, how much is done (0 to 1), on a terminal's stderr. */
    progress(fraction, text) {
        if (!process.stderr.isTTY)
            return;
        const now = performance.now();
        this.#bar ??= { started: now, drawn: 0, shown: false };
        if (now - this.#bar.started < BAR_AFTER_MS || now - this.#bar.drawn < BAR_EVERY_MS)
            return;
        this.#bar.drawn = now;
        this.#bar.shown = true;
        writeAll(2, Buffer.from(`\r\x1b[K${drawBar(fraction, text, process.stderr.columns || 80)}`));
    }
    endProgress() {
        this.#clearBar();
        this.#bar = undefined;
    }
    #clearBar() {
        if (this.#bar?.shown !== true)
            return;
        this.#bar.shown = false;
        writeAll(2, Buffer.from('\r\x1b[K'));
    }
}
/** `[████░░░░]  50 %  text`, or `text` alone, within `columns`. Pure. */
export function drawBar(fraction, text, columns) {
    const room = Math.max(0, columns - 1);
    if (fraction === undefined)
        return text.slice(0, room);
    const done = Math.min(1, Math.max(0, fraction));
    const percent = `${Math.floor(done * 100)}`.padStart(3);
    const width = Math.max(0, Math.min(30, columns - text.length - 12));
    const filled = Math.round(done * width);
    const bar = width === 0 ? '' : `[${'█'.repeat(filled)}${'░'.repeat(width - filled)}] `;
    return `${bar}${percent} %  ${text}`.slice(0, room);
}
