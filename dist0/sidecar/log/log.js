/**
 * The log of the process: JSON lines on stderr by pino, pretty on a terminal. Never blocks and never holds the process: lines
 * that stderr doesn't take are dropped and counted. pino loads after the first line is due, so that starting doesn't wait for it.
 */
import { isatty } from 'node:tty';
import { StderrSink } from './stderr-sink.js';
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'];
/** Logs nothing: for tests, and for embedders. */
export const SILENT_LOG = { error() { }, warn() { }, info() { }, debug() { } };
/** pino's numbers of the levels, which its lines carry. */
const NUMBERS = { error: 50, warn: 40, info: 30, debug: 20 };
/** Lines that wait for pino; more are dropped and counted. */
const WAITING_MAX = 256;
/** How long the first line waits: a client's first answer goes before it. */
const LOAD_AFTER_MS = 50;
async function loadPino(sink) {
    const { pino, stdTimeFunctions } = await import('pino');
    let time = '';
    const options = { level: 'debug', timestamp: () => time || stdTimeFunctions.epochTime() };
    const logger = pino(options, await destination(sink));
    return ({ severity, message, fields, time: at }) => {
        time = `,"time":${at}`;
        logger[severity](fields, message);
    };
}
/** Where pino writes: the sink, through pino-pretty when a person reads it. */
async function destination(sink) {
    const write = (line) => sink.write(line);
    if (!isatty(2))
        return { write };
    const { prettyFactory } = await import('pino-pretty');
    const pretty = prettyFactory({ colorize: process.env.NO_COLOR === undefined, ignore: 'pid,hostname' });
    return { write: (line) => write(pretty(line)) };
}
/** A line as pino writes it, for those that are still waiting when the process ends. */
function plainly({ severity, message, fields, time }) {
    return `${JSON.stringify({ level: NUMBERS[severity], time, pid: process.pid, ...fields, msg: message })}\n`;
}
export class StderrLog {
    #rank;
    #sink = new StderrSink();
    #waiting = [];
    #droppedWaiting = 0;
    #writer;
    #loading = false;
    #closed = false;
    constructor(level) {
        this.#rank = LOG_LEVELS.indexOf(level);
    }
    /** Lines that were never written. */
    get dropped() {
        return this.#sink.dropped + this.#droppedWaiting;
    }
    error(message, fields = {}) {
        this.#add('error', message, fields);
    }
    warn(message, fields = {}) {
        this.#add('warn', message, fields);
    }
    info(message, fields = {}) {
        this.#add('info', message, fields);
    }
    debug(message, fields = {}) {
        this.#add('debug', message, fields);
    }
    /** Writes what can be written at once, and lets go of stderr. Never waits. */
    close() {
        if (this.#closed)
            return;
        for (const line of this.#waiting)
            this.#sink.write(plainly(line));
        this.#waiting = [];
        this.#closed = true;
        this.#sink.close();
    }
    #add(severity, message, fields) {
        if (this.#closed || LOG_LEVELS.indexOf(severity) > this.#rank)
            return;
        const line = { severity, message, fields, time: Date.now() };
        if (this.#writer !== undefined)
            this.#writer(line);
        else if (this.#waiting.length < WAITING_MAX)
            this.#waiting.push(line);
        else
            this.#droppedWaiting += 1;
        if (!this.#loading) {
            this.#loading = true;
            setTimeout(() => void this.#load(), LOAD_AFTER_MS).unref();
        }
    }
    async #load() {
        try {
            this.#writer = await loadPino(this.#sink);
        }
        catch {
            this.#writer = (line) => this.#sink.write(plainly(line));
        }
        const waiting = this.#waiting;
        this.#waiting = [];
        if (this.#closed)
            return;
        for (const line of waiting)
            this.#writer(line);
    }
}
