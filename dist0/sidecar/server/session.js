/**
 * One client's conversation, whatever its dialect: takes frames, keeps the requests in flight, and answers each accepted
 * id exactly once. Knows no socket (a host sends and closes for it) and no method but those of the protocol's own life.
 */
import { Buffer } from 'node:buffer';
import { channel } from 'node:diagnostics_channel';
import { decodeFrame } from '../../protocol/codec/decode.js';
import { readId } from '../../protocol/codec/incoming.js';
import { headerJsonWire, headerMessagePackWire, lineWire, rpcWire, structuredRpcWire, } from '../../protocol/codec/outgoing.js';
import { ProtocolError, tooLarge } from '../../protocol/errors.js';
import { Batch } from './batch.js';
import { Lifecycle, readTrace } from './lifecycle.js';
import { PendingCall } from './pending-call.js';
import { Trace } from './trace.js';
/** What a reply may have over `replyBytes`, which bounds the result: the envelope, timing, and names of fields. */
const ENVELOPE_BYTES = 4096;
/** Requests that dispatch never sees; it publishes those that it does. */
const requests = channel('outrigger:request');
export class Session {
    #host;
    #dialect;
    #lifecycle = new Lifecycle();
    #trace = new Trace();
    /** By id as the client wrote it: 7 and "7" are two. */
    #calls = new Map();
    #batches = new Set();
    #structuredErrors = false;
    #lastWire;
    /** Nothing more is taken; what is in flight is answered. */
    #draining = false;
    #over = false;
    constructor(host, dialect) {
        this.#host = host;
        this.#dialect = dialect;
    }
    /** Bytes of replies that wait in batches for others. */
    get heldBytes() {
        let bytes = 0;
        for (const batch of this.#batches)
            bytes += batch.bytes;
        return bytes;
    }
    frame(frame) {
        if (this.#over || this.#draining)
            return;
        const wire = this.#wireOf(frame);
        this.#lastWire = wire;
        const receivedAt = performance.now();
        const decoded = decodeFrame(frame, this.#dialect === 'msgpack-rpc', this.#host.limits);
        if (!Array.isArray(decoded)) {
            this.#take(decoded, { wire, frame: frame.body, receivedAt, batch: undefined });
            return;
        }
        const batch = new Batch(wire, (way, body) => this.#host.send(way, body));
        this.#batches.add(batch);
        for (const message of decoded)
            this.#take(message, { wire, frame: frame.body, receivedAt, batch });
        if (batch.close())
            this.#batches.delete(batch);
        this.#endIfDrained();
    }
    refuse(refusal) {
        if (this.#over || this.#draining)
            return;
        const { error, id, ends, reason } = refusal;
        // a refusal that is answered and goes on is the client's to know of: a flood of them must not fill the log
        this.#host.log[ends ? 'warn' : 'debug']('refused a message', { connection: this.#host.connection.id, reason });
        const wire = this.#lastWire ?? this.#defaultWire();
        if (error !== undefined)
            this.#host.send(wire, wire.error(id, error.toObject()));
        if (ends)
            this.#host.finish();
    }
    /** The client sends no more. The newline dialect answers what it accepted; the others end. */
    inputEnded() {
        if (this.#dialect === 'newline')
            this.drain();
        else
            this.#host.finish();
    }
    /** Takes nothing more, answers what is in flight, then ends. */
    drain() {
        this.#draining = true;
        this.#endIfDrained();
    }
    /** The connection is gone: work on it is cancelled, and what still settles is dropped. */
    close() {
        this.#over = true;
        this.#calls.clear();
        this.#batches.clear();
    }
    #wireOf({ codec, contentType }) {
        if (this.#dialect === 'content-length' && codec === 'msgpack')
            return headerMessagePackWire(contentType);
        return this.#defaultWire();
    }
    #defaultWire() {
        if (this.#dialect === 'newline')
            return lineWire;
        if (this.#dialect === 'content-length')
            return headerJsonWire;
        return this.#structuredErrors ? structuredRpcWire : rpcWire;
    }
    #take(message, envelope) {
        // a message of the same batch may have ended the session
        if (this.#over)
            return;
        switch (message.kind) {
            case 'request':
                this.#request(message, envelope);
                break;
            case 'notification':
                if (message.fault === undefined)
                    this.#notification(message, envelope);
                break;
            case 'invalid':
                envelope.batch?.expect();
                this.#answer(envelope, message.id, '', { error: message.fault });
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
    #request(message, envelope) {
        const id = message.id;
        const { method, params, fault } = message;
        envelope.batch?.expect();
        try {
            if (this.#calls.has(id))
                throw new ProtocolError('InvalidRequest', 'a request of this id is in flight');
            if (fault !== undefined)
                throw fault;
            this.#lifecycle.admit();
            if (method === 'initialize')
                this.#answer(envelope, id, method, { result: this.#initialize(params, envelope) });
            else if (method === 'shutdown')
                this.#answer(envelope, id, method, { result: this.#lifecycle.shutdown() });
            else
                this.#start(id, method, params, envelope);
        }
        catch (error) {
            this.#answer(envelope, id, method, { error: this.#asProtocolError(error) });
        }
    }
    #initialize(params, { wire }) {
        const initialized = this.#lifecycle.initialize(params, this.#host.dispatcher.capabilities());
        this.#structuredErrors = initialized.structuredErrors;
        if (initialized.trace !== undefined)
            this.#trace.set(initialized.trace, wire);
        if (initialized.processId !== undefined)
            this.#host.watch(initialized.processId);
        return initialized.result;
    }
    #start(id, method, params, envelope) {
        const call = new PendingCall(id, method, params, envelope, this.#host.passesDescriptors, this.#sendProgress);
        this.#calls.set(id, call);
        call.handle = this.#host.dispatcher.start(this.#host.connection, call, (outcome) => this.#settle(call, outcome));
    }
    #sendProgress = (wire, token, value) => {
        if (!this.#over)
            this.#host.send(wire, wire.notification('$/progress', { token, value }));
    };
    #settle(call, outcome) {
        if (this.#over) {
            call.parcel?.close();
            return;
        }
        const { id, method, envelope } = call;
        if (this.#calls.get(id) !== call) {
            this.#host.log.error('a request was settled twice', { method });
            return;
        }
        this.#calls.delete(id);
        call.finishProgress();
        this.#reply(envelope, this.#encode(envelope.wire, id, outcome), call.parcel);
        if (this.#trace.on)
            this.#logTrace(envelope, method, outcome);
        this.#endIfDrained();
    }
    /** Answers what dispatch never saw. */
    #answer(envelope, id, method, outcome) {
        if (requests.hasSubscribers) {
            const error = 'error' in outcome ? outcome.error.name : undefined;
            requests.publish({ method, error, bytes: envelope.frame.bytes.length, timing: undefined });
        }
        this.#reply(envelope, this.#encode(envelope.wire, id, outcome));
        if (this.#trace.on)
            this.#logTrace(envelope, method, outcome);
    }
    #reply({ wire, batch }, body, parcel) {
        if (batch === undefined)
            this.#host.send(wire, body, parcel);
        else if (batch.add(body))
            this.#batches.delete(batch);
    }
    #encode(wire, id, outcome) {
        if ('error' in outcome)
            return wire.error(id, outcome.error.toObject());
        try {
            const body = wire.result(id, outcome.result);
            const most = this.#host.limits.replyBytes + ENVELOPE_BYTES;
            // a character of a string is three bytes at most
            if (body.length * 3 <= most)
                return body;
            const bytes = Buffer.byteLength(body);
            if (bytes <= most)
                return body;
            const hint = 'have the result written to a segment by `into`';
            return wire.error(id, tooLarge('replyBytes', this.#host.limits.replyBytes, bytes, hint).toObject());
        }
        catch (error) {
            return wire.error(id, this.#asProtocolError(error).toObject());
        }
    }
    #asProtocolError(error) {
        if (error instanceof ProtocolError)
            return error;
        this.#host.log.error('a request failed', { detail: error instanceof Error ? error.stack : String(error) });
        return new ProtocolError('InternalError', 'the request failed; the log has the details', {}, { cause: error });
    }
    #notification({ method, params }, { wire }) {
        switch (method) {
            case '$/cancelRequest':
                this.#cancel(params.id);
                break;
            case '$/setTrace': {
                const level = readTrace(params.value);
                if (level !== undefined)
                    this.#trace.set(level, wire);
                break;
            }
            case 'exit':
                this.#host.exit(this.#lifecycle.exitCode);
                break;
            default:
                this.#host.dispatcher.notify(this.#host.connection, method, params);
        }
    }
    #cancel(id) {
        const key = readId(id);
        const call = key === undefined ? undefined : this.#calls.get(key);
        call?.handle?.cancel(new ProtocolError('RequestCancelled', 'the client cancelled the request'));
    }
    #logTrace({ receivedAt, frame }, method, outcome) {
        const elapsedMs = performance.now() - receivedAt;
        const told = this.#trace.tell({ method, outcome, elapsedMs, requestBytes: frame.bytes.length });
        if (told !== undefined)
            this.#host.send(told.wire, told.wire.notification('$/logTrace', told.params));
    }
    #endIfDrained() {
        if (this.#draining && !this.#over && this.#calls.size === 0 && this.#batches.size === 0)
            this.#host.finish();
    }
}
