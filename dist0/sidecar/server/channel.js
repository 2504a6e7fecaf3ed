import { ContentLengthFraming } from '../../protocol/framing/content-length.js';
import { detectDialect } from '../../protocol/framing/dialect.js';
import { allocateOrdinary } from '../../protocol/framing/frame.js';
import { MessagePackRpcFraming } from '../../protocol/framing/msgpack-rpc.js';
import { NewlineFraming } from '../../protocol/framing/newline.js';
import { Output } from './output.js';
import { Session } from './session.js';
import { socketDescriptor } from './socket-descriptor.js';
/** How long a client that was told the end may go on sending before its end is closed as well. */
const LINGER_MS = 1000;
export class Channel {
    id;
    door;
    passesDescriptors;
    #host;
    #stream;
    #output;
    #framing;
    #session;
    /** White space came, and no message yet. */
    #blank = false;
    #finished = false;
    #workEnded = false;
    #closed = false;
    constructor(id, door, stream, host) {
        this.id = id;
        this.door = door;
        this.#stream = stream;
        this.passesDescriptors = door === 'socket' && process.platform === 'linux' && socketDescriptor(stream) >= 0;
        this.#host = host;
        this.#output = new Output(stream, host.limits, (reason) => this.#cut(reason));
        host.dispatcher.opened(this);
    }
    get dispatcher() {
        return this.#host.dispatcher;
    }
    get limits() {
        return this.#host.limits;
    }
    get log() {
        return this.#host.log;
    }
    get connection() {
        return this;
    }
    get unreadBytes() {
        return this.#output.unreadBytes + (this.#session?.heldBytes ?? 0);
    }
    /** Where the next bytes should be read to, or null for the shared read buffer. Holds until the next read. */
    get target() {
        return this.#finished ? null : (this.#framing?.target ?? null);
    }
    /** Bytes that were read into a buffer that the next read overwrites. */
    receive(chunk) {
        this.#handle(this.#push, chunk);
    }
    /** `n` bytes were read into `target`. */
    advance(n) {
        this.#handle(this.#advance, n);
    }
    /** The client sends no more. */
    inputEnded() {
        this.#handle(this.#endInput, undefined);
    }
    /** Takes nothing more, answers what is in flight, then ends. */
    drain() {
        if (this.#session === undefined)
            this.finish();
        else
            this.#session.drain();
    }
    send(wire, body, parcel) {
        this.#output.send(wire.frame(body), parcel);
    }
    finish() {
        if (this.#finished)
            return;
        this.#finished = true;
        this.#endWork();
        // a socket that is closed with unread input resets the connection: what comes is read, and dropped
        this.#stream.once('finish', () => setTimeout(() => this.#stream.destroy(), LINGER_MS).unref());
        this.#output.end();
    }
    exit(code) {
        this.finish();
        this.#host.exited(this, code);
    }
    watch(processId) {
        this.#host.watch(this, processId);
    }
    /** Ends the connection at once; what is queued is lost. */
    destroy() {
        this.#stream.destroy();
        this.closed();
    }
    /** The stream is closed: nothing reads into this channel's memory any more. */
    closed() {
        if (this.#closed)
            return;
        this.#closed = true;
        this.#finished = true;
        this.#endWork();
        this.#framing?.close();
        this.#output.close();
        this.#host.closed(this);
    }
    /** Memory of the framing is only given back inside a read, or once the stream is closed: a read may be under way into it. */
    #handle(work, input) {
        if (this.#closed)
            return;
        this.#output.cork();
        try {
            if (!this.#finished)
                work.call(this, input);
            if (this.#finished)
                this.#framing?.close();
        }
        catch (error) {
            const detail = error instanceof Error ? error.stack : String(error);
            this.log.error('a connection failed', { connection: this.id, detail });
            this.destroy();
        }
        finally {
            this.#output.uncork();
        }
    }
    #push(chunk) {
        if (this.#framing === undefined)
            this.#detect(chunk);
        else
            this.#framing.push(chunk);
    }
    #advance(n) {
        this.#framing?.advance(n);
    }
    #endInput() {
        this.#framing?.end();
        if (this.#session === undefined)
            this.finish();
        else
            this.#session.inputEnded();
    }
    #detect(chunk) {
        const { dialect, start } = detectDialect(chunk, !this.#blank);
        if (dialect === 'blank') {
            this.#blank = true;
        }
        else if (dialect === 'unknown') {
            this.log.warn('closed a connection', { connection: this.id, reason: 'its first byte is of no dialect' });
            this.finish();
        }
        else {
            const session = new Session(this, dialect);
            this.#session = session;
            this.#framing = this.#makeFraming(dialect, session);
            this.#framing.push(chunk.subarray(start));
        }
    }
    #makeFraming(dialect, session) {
        const { limits, dispatcher } = this.#host;
        // JSON is parsed out of its bytes, so they need not lie in the arena
        if (dialect === 'newline')
            return new NewlineFraming(session, limits, allocateOrdinary);
        const allocate = (size) => dispatcher.allocateFrame(size);
        return dialect === 'content-length'
            ? new ContentLengthFraming(session, limits, allocate)
            : new MessagePackRpcFraming(session, limits, allocate);
    }
    #cut(reason) {
        this.log.warn('cut a connection off', { connection: this.id, reason });
        this.destroy();
    }
    /** Cancels what is in flight and gives the connection's segments back. */
    #endWork() {
        if (this.#workEnded)
            return;
        this.#workEnded = true;
        this.#session?.close();
        this.dispatcher.closed(this);
    }
}
