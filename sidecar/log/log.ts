/**
 * The log of the process: JSON lines on stderr by pino, pretty on a terminal. Never blocks and never holds the process: lines
 * that stderr doesn't take are dropped and counted. pino loads after the first line is due, so that starting doesn't wait for it.
 */
import { isatty } from 'node:tty';
import { StderrSink } from './stderr-sink.ts';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
type Severity = Exclude<LogLevel, 'silent'>;

export type Fields = Record<string, unknown>;

export interface Log {
  error(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  debug(message: string, fields?: Fields): void;
}

/** Logs nothing: for tests, and for embedders. */
export const SILENT_LOG: Log = { error() {}, warn() {}, info() {}, debug() {} };

interface Line {
  readonly severity: Severity;
  readonly message: string;
  readonly fields: Fields;
  readonly time: number;
}

/** pino's numbers of the levels, which its lines carry. */
const NUMBERS: Record<Severity, number> = { error: 50, warn: 40, info: 30, debug: 20 };

/** Lines that wait for pino; more are dropped and counted. */
const WAITING_MAX = 256;
/** How long the first line waits: a client's first answer goes before it. */
const LOAD_AFTER_MS = 50;

type Writer = (line: Line) => void;

async function loadPino(sink: StderrSink): Promise<Writer> {
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
async function destination(sink: StderrSink): Promise<{ write(line: string): void }> {
  const write = (line: string) => sink.write(line);
  if (!isatty(2)) return { write };
  const { prettyFactory } = await import('pino-pretty');
  const pretty = prettyFactory({ colorize: process.env.NO_COLOR === undefined, ignore: 'pid,hostname' });
  return { write: (line) => write(pretty(line)) };
}

/** A line as pino writes it, for those that are still waiting when the process ends. */
function plainly({ severity, message, fields, time }: Line): string {
  return `${JSON.stringify({ level: NUMBERS[severity], time, pid: process.pid, ...fields, msg: message })}\n`;
}

export class StderrLog implements Log {
  readonly #rank: number;
  readonly #sink = new StderrSink();
  #waiting: Line[] = [];
  #droppedWaiting = 0;
  #writer: Writer | undefined;
  #loading = false;
  #closed = false;

  constructor(level: LogLevel) {
    this.#rank = LOG_LEVELS.indexOf(level);
  }

  /** Lines that were never written. */
  get dropped(): number {
    return this.#sink.dropped + this.#droppedWaiting;
  }

  error(message: string, fields: Fields = {}): void {
    this.#add('error', message, fields);
  }

  warn(message: string, fields: Fields = {}): void {
    this.#add('warn', message, fields);
  }

  info(message: string, fields: Fields = {}): void {
    this.#add('info', message, fields);
  }

  debug(message: string, fields: Fields = {}): void {
    this.#add('debug', message, fields);
  }

  /** Writes what can be written at once, and lets go of stderr. Never waits. */
  close(): void {
    if (this.#closed) return;
    for (const line of this.#waiting) this.#sink.write(plainly(line));
    this.#waiting = [];
    this.#closed = true;
    this.#sink.close();
  }

  #add(severity: Severity, message: string, fields: Fields): void {
    if (this.#closed || LOG_LEVELS.indexOf(severity) > this.#rank) return;
    const line = { severity, message, fields, time: Date.now() };
    if (this.#writer !== undefined) this.#writer(line);
    else if (this.#waiting.length < WAITING_MAX) this.#waiting.push(line);
    else this.#droppedWaiting += 1;
    if (!this.#loading) {
      this.#loading = true;
      setTimeout(() => void this.#load(), LOAD_AFTER_MS).unref();
    }
  }

  async #load(): Promise<void> {
    try {
      this.#writer = await loadPino(this.#sink);
    } catch {
      this.#writer = (line) => this.#sink.write(plainly(line));
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    if (this.#closed) return;
    for (const line of waiting) this.#writer(line);
  }
}
