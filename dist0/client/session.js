/**
 * One connection's calls: ids, answers, cancels and progress over an outlet. Holds no socket and starts no timer but
 * the one that bounds a cancel; it never throws at whoever feeds it bytes.
 */
import { AbortWatch } from './abort-watch.js';
import { wireFailure } from './errors.js';
import { ReplyReader } from './reply-reader.js';
import { frameBytes, notificationFrame, requestFrame } from './request-frame.js';
/** The sidecar ends a cancelled request within 10 ms; one that says nothing for so long never will. */
const CANCEL_GRACE_MS = 5000;
const FRAME_BYTES_UNTOLD = 1024 * 1024;
const ID_MAX = 2 ** 32 - 1;
export class Session {
    /**
     * The longest frame that is sent: one over the sidecar's `frameBytes` would cost the connection. Until the sidecar has
     * told its limit, what any would take.
     */
    frameLimit = FRAME_BYTES_UNTOLD;
    #outlet;
    #cancelGraceMs;
    #reader = new ReplyReader((message) => this.#take(message));
    #pending = new Map();
    #aborts = new AbortWatch();
    #nextId = 0;
    #holds = 0;
    #ended;
    /** An error that belongs to no request comes just before the end: it says why. */
    #lastWord;
    #spoken = false;
    #answered = false;
    constructor(outlet, cancelGraceMs = CANCEL_GRACE_MS) {
        this.#outlet = outlet;
        this.#cancelGraceMs = cancelGraceMs;
    }
    /** Whether anything was sent yet. */
    get spoken() {
        return this.#spoken;
    }
    /** Whether anything was received yet. */
    get answered() {
        return this.#answered;
    }
    /** Sends a request. Throws only for params that can't be written (a lone surrogate, no such type). */
    request(method, params, options = {}) {
        const { signal, onProgress } = options;
        if (signal?.aborted)
            return Promise.resolve({ failure: cancelled(signal.reason, 'before it was sent') });
        if (this.#ended !== undefined)
            return Promise.resolve({ failure: this.#ended });
        const id = this.#freeId();
        const parts = requestFrame(id, method, onProgress === undefined ? params : { ...params, progressToken: id });
        const size = frameBytes(parts);
        if (size > this.frameLimit)
            return Promise.resolve({ failure: overFrameLimit(this.frameLimit, size) });
        if (!options.background)
            this.hold();
        this.#write(parts);
        return new Promise((settle) => this.#expect(id, settle, options));
    }
    notify(method, params) {
        if (this.#ended === undefined)
            this.#write(notificationFrame(method, params));
    }
    /** Keeps the process alive until as many `release()`. */
    hold() {
        this.#holds += 1;
        if (this.#holds === 1)
            this.#outlet.hold(true);
    }
    release() {
        this.#holds -= 1;
        if (this.#holds === 0)
            this.#outlet.hold(false);
    }
    receive(chunk) {
        this.#answered = true;
        this.#judge(this.#reader.push(chunk));
    }
    room() {
        return this.#reader.target;
    }
    filled(bytes) {
        this.#judge(this.#reader.advance(bytes));
    }
    /** The connection is over: every pending call fails with `failure`, and so does every later one. */
    end(failure) {
        if (this.#ended !== undefined)
            return;
        this.#ended = this.#lastWord === undefined ? failure : because(failure, this.#lastWord);
        for (const id of [...this.#pending.keys()])
            this.#settle(id, { failure: this.#ended });
    }
    #judge(fault) {
        if (fault === undefined || this.#ended !== undefined)
            return;
        this.#outlet.destroy({ code: 'ProtocolViolation', message: `the sidecar sent ${fault}`, options: {} });
    }
    #write(parts) {
        this.#spoken = true;
        this.#outlet.write(parts);
    }
    #freeId() {
        do
            this.#nextId = this.#nextId === ID_MAX ? 0 : this.#nextId + 1;
        while (this.#pending.has(this.#nextId));
        return this.#nextId;
    }
    #expect(id, settle, options) {
        const abort = (reason) => this.#cancel(id, reason);
        this.#pending.set(id, { settle, options, abort, aborted: undefined, graceTimer: undefined });
        if (options.signal !== undefined)
            this.#aborts.add(options.signal, abort);
    }
    /**
     * Asks the sidecar to stop, and waits for its answer: until then the socket may still read the caller's bytes, and
     * workers may still write to `into`.
     */
    #cancel(id, reason) {
        const pending = this.#pending.get(id);
        if (pending === undefined)
            return;
        pending.aborted = { reason };
        this.notify('$/cancelRequest', { id });
        const giveUp = () => this.#settle(id, { failure: cancelled(reason, 'but the sidecar did not answer') });
        pending.graceTimer = setTimeout(giveUp, this.#cancelGraceMs);
    }
    #take(message) {
        if (message.kind === 'reply')
            this.#takeReply(message);
        else if (message.method === '$/progress')
            this.#takeProgress(message.params);
    }
    #takeReply({ id, error, result }) {
        const failed = error !== null && error !== undefined;
        if (id === null) {
            if (failed)
                this.#lastWord = wireFailure(error);
            return;
        }
        this.#settle(id, failed ? { failure: wireFailure(error) } : { result });
    }
    #settle(id, outcome) {
        const pending = this.#pending.get(id);
        if (pending === undefined)
            return;
        this.#pending.delete(id);
        clearTimeout(pending.graceTimer);
        const { options, aborted } = pending;
        if (options.signal !== undefined)
            this.#aborts.remove(options.signal, pending.abort);
        if (!options.background)
            this.release();
        // an answer that crossed the cancel is dropped: who aborts is told so, whatever the sidecar had done by then
        const crossed = aborted !== undefined && !('failure' in outcome && outcome.failure === this.#ended);
        pending.settle(crossed ? { failure: cancelled(aborted.reason) } : outcome);
    }
    #takeProgress(params) {
        const { token, value } = (params ?? {});
        const onProgress = typeof token === 'number' ? this.#pending.get(token)?.options.onProgress : undefined;
        if (onProgress === undefined || value === undefined)
            return;
        try {
            onProgress(value);
        }
        catch (error) {
            // as an event listener's: it is the program's error, and must neither vanish nor break the connection
            process.nextTick(() => {
                throw error;
            });
        }
    }
}
function cancelled(reason, how) {
    const message = how === undefined ? 'the call was aborted' : `the call was aborted ${how}`;
    return { code: 'RequestCancelled', message, options: { rpcCode: -32800, cause: reason } };
}
function overFrameLimit(max, got) {
    const message = `frameBytes: ${got} is over the limit of ${max}; pass the bytes in a segment or as {path}`;
    return { code: 'TooLarge', message, options: { data: { name: 'TooLarge', limit: 'frameBytes', max, got } } };
}
function because(failure, why) {
    const { code, message, options } = failure;
    return { code, message: `${message}: ${why.code}: ${why.message}`, options: { ...options, cause: why.message } };
}
