/**
 * Writes lines to stderr without ever blocking: a pipe that nobody reads fills up, and the lines after that are dropped and
 * counted (a synchronous logger hung here before its first answer). Knows nothing of what the lines say.
 */
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
const STDERR = 2;
/** The most that waits in this process for stderr to take it. */
const PENDING_BYTES_MAX = 256 * 1024;
export class StderrSink {
    /** A pipe or socket, which is written without blocking; undefined for files and terminals. */
    #pipe;
    #opened = false;
    #closed = false;
    #dropped = 0;
    #droppedUntold = 0;
    /** Lines that were not written. */
    get dropped() {
        return this.#dropped;
    }
    write(line) {
        if (this.#closed)
            return;
        if (!this.#opened)
            this.#open();
        if (this.#pipe === undefined)
            this.#writeFile(line);
        else
            this.#writePipe(this.#pipe, line);
    }
    /** Drops what waits: the process must end, whoever reads. */
    close() {
        this.#closed = true;
        this.#pipe?.destroy();
    }
    #open() {
        this.#opened = true;
        try {
            this.#pipe = new Socket({ fd: STDERR, readable: false, writable: true });
        }
        catch {
            return; // a file or a terminal, which takes what it is given
        }
        // a reader that went away takes nothing more
        this.#pipe.on('error', () => this.#pipe?.destroy());
        this.#pipe.unref();
    }
    #writePipe(pipe, line) {
        if (pipe.destroyed || pipe.writableLength + line.length > PENDING_BYTES_MAX) {
            this.#dropped += 1;
            this.#droppedUntold += 1;
            return;
        }
        if (this.#droppedUntold > 0) {
            const msg = `${this.#droppedUntold} log lines were dropped: stderr did not take them`;
            pipe.write(`${JSON.stringify({ level: 40, time: Date.now(), pid: process.pid, msg })}\n`);
            this.#droppedUntold = 0;
        }
        pipe.write(line);
    }
    #writeFile(line) {
        try {
            writeSync(STDERR, line);
        }
        catch {
            this.#dropped += 1;
        }
    }
}
