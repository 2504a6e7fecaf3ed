/**
 * One client's conversation, whatever its dialect: takes frames, keeps the requests in flight, and answers each accepted
 * id exactly once. Knows no socket (a host sends and closes for it) and no method but those of the protocol's own life.
 */
import { Buffer } from 'node:buffer';
import { channel } from 'node:diagnostics_channel';
import { decodeFrame } from '../../protocol/codec/decode.ts';
import { type Incoming, type MessageId, readId } from '../../protocol/codec/incoming.ts';
import {
  type Body,
  headerJsonWire,
  headerMessagePackWire,
  lineWire,
  rpcWire,
  structuredRpcWire,
  type Wire,
} from '../../protocol/codec/outgoing.ts';
import { ProtocolError, tooLarge } from '../../protocol/errors.ts';
import type { Dialect } from '../../protocol/framing/dialect.ts';
import type { Frame, FramingSink, Refusal } from '../../protocol/framing/frame.ts';
import type { Limits } from '../../protocol/limits.ts';
import type { Connection, Dispatcher, Outcome, Parcel, ProgressValue } from '../dispatch/call.ts';
import type { Log } from '../log/log.ts';
import { Batch } from './batch.ts';
import { Lifecycle, readTrace } from './lifecycle.ts';
import { type Envelope, PendingCall } from './pending-call.ts';
import type { Token } from './progress.ts';
import { Trace } from './trace.ts';

/** What a session needs of the connection that it speaks on. */
export interface SessionHost {
  readonly dispatcher: Dispatcher;
  readonly connection: Connection;
  readonly limits: Limits;
  readonly log: Log;
  /** Whether messages can carry file descriptors here: it is a Unix socket. */
  readonly passesDescriptors: boolean;
  /** The parcel leaves with the message's first byte, and is closed in any case. */
  send(wire: Wire, body: Body, parcel?: Parcel): void;
  /** Sends what is queued, then ends the connection. */
  finish(): void;
  /** The client said `exit`; the connection is to end. */
  exit(code: 0 | 1): void;
  /** The client's process, whose end is the client's end. */
  watch(processId: number): void;
}

/** What a reply may have over `replyBytes`, which bounds the result: the envelope, timing, and names of fields. */
const ENVELOPE_BYTES = 4096;

/** Requests that dispatch never sees; it publishes those that it does. */
const requests = channel('outrigger:request');

export class Session implements FramingSink {
  readonly #host: SessionHost;
  readonly #dialect: Dialect;
  readonly #lifecycle = new Lifecycle();
  readonly #trace = new Trace();
  /** By id as the client wrote it: 7 and "7" are two. */
  readonly #calls = new Map<MessageId, PendingCall>();
  readonly #batches = new Set<Batch>();
  #structuredErrors = false;
  #lastWire: Wire | undefined;
  /** Nothing more is taken; what is in flight is answered. */
  #draining = false;
  #over = false;

  constructor(host: SessionHost, dialect: Dialect) {
    this.#host = host;
    this.#dialect = dialect;
  }

  /** Bytes of replies that wait in batches for others. */
  get heldBytes(): number {
    let bytes = 0;
    for (const batch of this.#batches) bytes += batch.bytes;
    return bytes;
  }

  frame(frame: Frame): void {
    if (this.#over || this.#draining) return;
    const wire = this.#wireOf(frame);
    this.#lastWire = wire;
    const receivedAt = performance.now();
    const decoded = decodeFrame(frame, this.#dialect === 'msgpack-rpc', this.#host.limits);
    if (!Array.isArray(decoded)) {
      this.#take(decoded as Incoming, { wire, frame: frame.body, receivedAt, batch: undefined });
      return;
    }
    const batch = new Batch(wire, (way, body) => this.#host.send(way, body));
    this.#batches.add(batch);
    for (const message of decoded as readonly Incoming[])
      this.#take(message, { wire, frame: frame.body, receivedAt, batch });
    if (batch.close()) this.#batches.delete(batch);
    this.#endIfDrained();
  }

  refuse(refusal: Refusal): void {
    if (this.#over || this.#draining) return;
    const { error, id, ends, reason } = refusal;
    // a refusal that is answered and goes on is the client's to know of: a flood of them must not fill the log
    this.#host.log[ends ? 'warn' : 'debug']('refused a message', { connection: this.#host.connection.id, reason });
    const wire = this.#lastWire ?? this.#defaultWire();
    if (error !== undefined) this.#host.send(wire, wire.error(id, error.toObject()));
    if (ends) this.#host.finish();
  }

  /** The client sends no more. The newline dialect answers what it accepted; the others end. */
  inputEnded(): void {
    if (this.#dialect === 'newline') this.drain();
    else this.#host.finish();
  }

  /** Takes nothing more, answers what is in flight, then ends. */
  drain(): void {
    this.#draining = true;
    this.#endIfDrained();
  }

  /** The connection is gone: work on it is cancelled, and what still settles is dropped. */
  close(): void {
    this.#over = true;
    this.#calls.clear();
    this.#batches.clear();
  }

  #wireOf({ codec, contentType }: Frame): Wire {
    if (this.#dialect === 'content-length' && codec === 'msgpack') return headerMessagePackWire(contentType);
    return this.#defaultWire();
  }

  #defaultWire(): Wire {
    if (this.#dialect === 'newline') return lineWire;
    if (this.#dialect === 'content-length') return headerJsonWire;
    return this.#structuredErrors ? structuredRpcWire : rpcWire;
  }

  #take(message: Incoming, envelope: Envelope): void {
    // a message of the same batch may have ended the session
    if (this.#over) return;
    switch (message.kind) {
      case 'request':
        this.#request(message, envelope);
        break;
      case 'notification':
        if (message.fault === undefined) this.#notification(message, envelope);
        break;
      case 'invalid':
        envelope.batch?.expect();
        this.#answer(envelope, message.id, '', { error: message.fault as ProtocolError });
        break;
      case 'hopeless': {
        const reason = 'a message without an id that is an integer';
        this.#host.log.warn('closed a connection', { connection: this.#host.connection.id, reason });
        this.#host.finish();
        break;
      }
      default: // a response that nobody waits for
    }
  }

  #request(message: Incoming, envelope: Envelope): void {
    const id = message.id as MessageId;
    const { method, params, fault } = message;
    envelope.batch?.expect();
    try {
      if (this.#calls.has(id)) throw new ProtocolError('InvalidRequest', 'a request of this id is in flight');
      if (fault !== undefined) throw fault;
      this.#lifecycle.admit();
      if (method === 'initialize') this.#answer(envelope, id, method, { result: this.#initialize(params, envelope) });
      else if (method === 'shutdown') this.#answer(envelope, id, method, { result: this.#lifecycle.shutdown() });
      else this.#start(id, method, params, envelope);
    } catch (error) {
      this.#answer(envelope, id, method, { error: this.#asProtocolError(error) });
    }
  }

  #initialize(params: unknown, { wire }: Envelope): unknown {
    const initialized = this.#lifecycle.initialize(params, this.#host.dispatcher.capabilities());
    this.#structuredErrors = initialized.structuredErrors;
    if (initialized.trace !== undefined) this.#trace.set(initialized.trace, wire);
    if (initialized.processId !== undefined) this.#host.watch(initialized.processId);
    return initialized.result;
  }

  #start(id: MessageId, method: string, params: unknown, envelope: Envelope): void {
    const call = new PendingCall(id, method, params, envelope, this.#host.passesDescriptors, this.#sendProgress);
    call.handle = this.#host.dispatcher.start(this.#host.connection, call, (outcome) => this.#settle(call, outcome));
    // most tiny calls are answered by now; to note them and strike them off took a twentieth of their time
    if (!call.settled) this.#calls.set(id, call);
  }

  readonly #sendProgress = (wire: Wire, token: Token, value: ProgressValue): void => {
    if (!this.#over) this.#host.send(wire, wire.notification('$/progress', { token, value }));
  };

  #settle(call: PendingCall, outcome: Outcome): void {
    if (this.#over) {
      call.parcel?.close();
      return;
    }
    const { id, method, envelope } = call;
    if (call.settled) {
      this.#host.log.error('a request was settled twice', { method });
      return;
    }
    call.settled = true;
    if (call.handle !== undefined) this.#calls.delete(id);
    call.finishProgress();
    this.#reply(envelope, this.#encode(envelope.wire, id, outcome), call.parcel);
    if (this.#trace.on) this.#logTrace(envelope, method, outcome);
    this.#endIfDrained();
  }

  /** Answers what dispatch never saw. */
  #answer(envelope: Envelope, id: MessageId | null, method: string, outcome: Outcome): void {
    if (requests.hasSubscribers) {
      const error = 'error' in outcome ? outcome.error.name : undefined;
      requests.publish({ method, error, bytes: envelope.frame.bytes.length, timing: undefined });
    }
    this.#reply(envelope, this.#encode(envelope.wire, id, outcome));
    if (this.#trace.on) this.#logTrace(envelope, method, outcome);
  }

  #reply({ wire, batch }: Envelope, body: Body, parcel?: Parcel): void {
    if (batch === undefined) this.#host.send(wire, body, parcel);
    else if (batch.add(body)) this.#batches.delete(batch);
  }

  #encode(wire: Wire, id: MessageId | null, outcome: Outcome): Body {
    if ('error' in outcome) return wire.error(id, outcome.error.toObject());
    try {
      const body = wire.result(id as MessageId, outcome.result);
      const most = this.#host.limits.replyBytes + ENVELOPE_BYTES;
      // a character of a string is three bytes at most
      if (body.length * 3 <= most) return body;
      const bytes = Buffer.byteLength(body);
      if (bytes <= most) return body;
      const hint = 'have the result written to a segment by `into`';
      return wire.error(id, tooLarge('replyBytes', this.#host.limits.replyBytes, bytes, hint).toObject());
    } catch (error) {
      return wire.error(id, this.#asProtocolError(error).toObject());
    }
  }

  #asProtocolError(error: unknown): ProtocolError {
    if (error instanceof ProtocolError) return error;
    this.#host.log.error('a request failed', { detail: error instanceof Error ? error.stack : String(error) });
    return new ProtocolError('InternalError', 'the request failed; the log has the details', {}, { cause: error });
  }

  #notification({ method, params }: Incoming, { wire }: Envelope): void {
    switch (method) {
      case '$/cancelRequest':
        this.#cancel(params.id);
        break;
      case '$/setTrace': {
        const level = readTrace(params.value);
        if (level !== undefined) this.#trace.set(level, wire);
        break;
      }
      case 'exit':
        this.#host.exit(this.#lifecycle.exitCode);
        break;
      default:
        this.#host.dispatcher.notify(this.#host.connection, method, params);
    }
  }

  #cancel(id: unknown): void {
    const key = readId(id);
    const call = key === undefined ? undefined : this.#calls.get(key);
    call?.handle?.cancel(new ProtocolError('RequestCancelled', 'the client cancelled the request'));
  }

  #logTrace({ receivedAt, frame }: Envelope, method: string, outcome: Outcome): void {
    const elapsedMs = performance.now() - receivedAt;
    const told = this.#trace.tell({ method, outcome, elapsedMs, requestBytes: frame.bytes.length });
    if (told !== undefined) this.#host.send(told.wire, told.wire.notification('$/logTrace', told.params));
  }

  #endIfDrained(): void {
    if (this.#draining && !this.#over && this.#calls.size === 0 && this.#batches.size === 0) this.#host.finish();
  }
}
