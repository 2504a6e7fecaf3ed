import { GatheringWriter } from './gathering-writer.js';
import { StderrTail } from './stderr-tail.js';
/** After the exit, for the last of stderr: a grandchild that inherited the pipe may hold it open for ever. */
const LAST_WORDS_MS = 200;
/** A sidecar that closed its stdout without exiting can't be talked to any more. */
const MUTE_MS = 1000;
/** Lines of stderr in an error's message; `data.stderr` has all that were kept. */
const MESSAGE_LINES = 10;
export class ChildOutlet {
    #child;
    #writer;
    #stderr = new StderrTail();
    #over;
    #failure;
    constructor(child) {
        this.#child = child;
        this.#writer = new GatheringWriter(child.stdin);
        this.#over = over(child);
        // its exit says more than the EPIPE of a write that came too late
        child.stdin.on('error', () => { });
        child.stderr.setEncoding('utf8').on('data', (chunk) => this.#stderr.push(chunk));
    }
    attach(receiver) {
        this.#child.stdout.on('data', (chunk) => receiver.receive(chunk));
        void this.#over.then(() => receiver.end(this.#failure ?? this.#ending(receiver.answered)));
        this.hold(false);
    }
    get pid() {
        return this.#child.pid;
    }
    write(parts) {
        this.#writer.write(parts);
    }
    hold(held) {
        const { stdin, stdout, stderr } = this.#child;
        // a child's pipes are sockets, whatever their types say
        for (const handle of [this.#child, stdin, stdout, stderr]) {
            if (held)
                handle.ref();
            else
                handle.unref();
        }
    }
    end() {
        this.#child.stdin.end();
    }
    destroy(failure) {
        this.#failure ??= failure;
        this.#child.kill('SIGKILL');
    }
    async gone(graceMs) {
        const kill = setTimeout(() => this.#child.kill('SIGKILL'), graceMs);
        await this.#over;
        clearTimeout(kill);
    }
    #ending(answered) {
        const { pid, exitCode, signalCode: signal } = this.#child;
        const stderr = this.#stderr.lines;
        const how = signal === null ? `exited with code ${exitCode}` : `was ended by ${signal}`;
        const when = answered ? '' : ' before its first answer';
        const tail = stderr.slice(-MESSAGE_LINES).map((line) => `\n  ${line}`);
        const code = answered ? 'ConnectionClosed' : 'SpawnFailed';
        return {
            code,
            message: `the sidecar (pid ${pid}) ${how}${when}${tail.join('')}`,
            options: { data: { pid, exitCode, signal, stderr } },
        };
    }
}
/** Resolves when the process has exited and its pipes are read to their ends, or soon after the exit. */
function over(child) {
    return new Promise((resolve) => {
        let timer;
        child.once('exit', () => {
            clearTimeout(timer);
            timer = setTimeout(resolve, LAST_WORDS_MS);
        });
        child.once('close', () => {
            clearTimeout(timer);
            resolve();
        });
        child.stdout.once('close', () => {
            if (child.exitCode !== null || child.signalCode !== null)
                return;
            timer = setTimeout(() => child.kill('SIGKILL'), MUTE_MS);
        });
    });
}
