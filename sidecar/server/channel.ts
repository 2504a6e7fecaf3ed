/**
 * One client's connection, put together: bytes go in to the framing of its dialect, messages to its session, replies to its
 * output. A fault of ours while its bytes are handled ends this connection, and no other.
 */
import type { Buffer } from 'node:buffer';
import type { Writable } from 'node:stream';
import type { Body, Wire } from '../../protocol/codec/outgoing.ts';
import { ContentLengthFraming } from '../../protocol/framing/content-length.ts';
import { type Dialect, detectDialect } from '../../protocol/framing/dialect.ts';
import { allocateOrdinary, type Framing } from '../../protocol/framing/frame.ts';
import { MessagePackRpcFraming } from '../../protocol/framing/msgpack-rpc.ts';
import { NewlineFraming } from '../../protocol/framing/newline.ts';
import type { Limits } from '../../protocol/limits.ts';
import type { Connection, Dispatcher, Parcel } from '../dispatch/call.ts';
import type { Log } from '../log/log.ts';
import { Output } from './output.ts';
import { Session, type SessionHost } from './session.ts';
import { socketDescriptor } from './socket-descriptor.ts';

/** How long a client that was told the end may go on sending before its end is closed as well. */
const LINGER_MS = 1000;

/** What a channel needs of the server that opened it. */
export interface ChannelHost {
  readonly dispatcher: Dispatcher;
  readonly limits: Limits;
  readonly log: Log;
  exited(channel: Channel, code: 0 | 1): void;
  watch(channel: Channel, processId: number): void;
  closed(channel: Channel): void;
}

export class Channel implements Connection, SessionHost {
  readonly id: number;
  readonly door: string;
  readonly passesDescriptors: boolean;
  readonly #host: ChannelHost;
  readonly #stream: Writable;
  readonly #output: Output;
  #framing: Framing | undefined;
  #session: Session | undefined;
  /** White space came, and no message yet. */
  #blank = false;
  #finished = false;
  #workEnded = false;
  #closed = false;

  constructor(id: number, door: string, stream: Writable, host: ChannelHost) {
    this.id = id;
    this.door = door;
    this.#stream = stream;
    this.passesDescriptors = door === 'socket' && process.platform === 'linux' && socketDescriptor(stream) >= 0;
    this.#host = host;
    this.#output = new Output(stream, host.limits, (reason) => this.#cut(reason));
    host.dispatcher.opened(this);
  }

  get dispatcher(): Dispatcher {
    return this.#host.dispatcher;
  }

  get limits(): Limits {
    return this.#host.limits;
  }

  get log(): Log {
    return this.#host.log;
  }

  get connection(): Connection {
    return this;
  }

  get unreadBytes(): number {
    return this.#output.unreadBytes + (this.#session?.heldBytes ?? 0);
  }

  /** Where the next bytes should be read to, or null for the shared read buffer. Holds until the next read. */
  get target(): Buffer | null {
    return this.#finished ? null : (this.#framing?.target ?? null);
  }

  /** Bytes that were read into a buffer that the next read overwrites. */
  receive(chunk: Buffer): void {
    this.#handle(this.#push, chunk);
  }

  /** `n` bytes were read into `target`. */
  advance(n: number): void {
    this.#handle(this.#advance, n);
  }

  /** The client sends no more. */
  inputEnded(): void {
    this.#handle(this.#endInput, undefined);
  }

  /** Takes nothing more, answers what is in flight, then ends. */
  drain(): void {
    if (this.#session === undefined) this.finish();
    else this.#session.drain();
  }

  send(wire: Wire, body: Body, parcel?: Parcel): void {
    this.#output.send(wire.frame(body), parcel);
  }

  finish(): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#endWork();
    // a socket that is closed with unread input resets the connection: what comes is read, and dropped
    this.#stream.once('finish', () => setTimeout(() => this.#stream.destroy(), LINGER_MS).unref());
    this.#output.end();
  }

  exit(code: 0 | 1): void {
    this.finish();
    this.#host.exited(this, code);
  }

  watch(processId: number): void {
    this.#host.watch(this, processId);
  }

  /** Ends the connection at once; what is queued is lost. */
  destroy(): void {
    this.#stream.destroy();
    this.closed();
  }

  /** The stream is closed: nothing reads into this channel's memory any more. */
  closed(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#finished = true;
    this.#endWork();
    this.#framing?.close();
    this.#output.close();
    this.#host.closed(this);
  }

  /** Memory of the framing is only given back inside a read, or once the stream is closed: a read may be under way into it. */
  #handle<T>(work: (input: T) => void, input: T): void {
    if (this.#closed) return;
    this.#output.cork();
    try {
      if (!this.#finished) work.call(this, input);
      if (this.#finished) this.#framing?.close();
    } catch (error) {
      const detail = error instanceof Error ? error.stack : String(error);
      this.log.error('a connection failed', { connection: this.id, detail });
      this.destroy();
    } finally {
      this.#output.uncork();
    }
  }

  #push(chunk: Buffer): void {
    if (this.#framing === undefined) this.#detect(chunk);
    else this.#framing.push(chunk);
  }

  #advance(n: number): void {
    this.#framing?.advance(n);
  }

  #endInput(): void {
    this.#framing?.end();
    if (this.#session === undefined) this.finish();
    else this.#session.inputEnded();
  }

  #detect(chunk: Buffer): void {
    const { dialect, start } = detectDialect(chunk, !this.#blank);
    if (dialect === 'blank') {
      this.#blank = true;
    } else if (dialect === 'unknown') {
      this.log.warn('closed a connection', { connection: this.id, reason: 'its first byte is of no dialect' });
      this.finish();
    } else {
      const session = new Session(this, dialect);
      this.#session = session;
      this.#framing = this.#makeFraming(dialect, session);
      this.#framing.push(chunk.subarray(start));
    }
  }

  #makeFraming(dialect: Dialect, session: Session): Framing {
    const { limits, dispatcher } = this.#host;
    // JSON is parsed out of its bytes, so they need not lie in the arena
    if (dialect === 'newline') return new NewlineFraming(session, limits, allocateOrdinary);
    const allocate = (size: number) => dispatcher.allocateFrame(size);
    return dialect === 'content-length'
      ? new ContentLengthFraming(session, limits, allocate)
      : new MessagePackRpcFraming(session, limits, allocate);
  }

  #cut(reason: string): void {
    this.log.warn('cut a connection off', { connection: this.id, reason });
    this.destroy();
  }

  /** Cancels what is in flight and gives the connection's segments back. */
  #endWork(): void {
    if (this.#workEnded) return;
    this.#workEnded = true;
    this.#session?.close();
    this.dispatcher.closed(this);
  }
}
