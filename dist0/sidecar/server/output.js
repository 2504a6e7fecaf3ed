/**
 * What goes back to one client: gathers the replies of a tick into few writes, waits while the kernel takes no more, and counts
 * what the client hasn't taken. A client that lets too much pile up is cut off; nothing here is ever unbounded, and nothing blocks.
 */
import { Buffer } from 'node:buffer';
import { socketDescriptor } from './socket-descriptor.js';
/** The most that is handed to the kernel at once: so the count of what is unread follows a client that reads slowly. */
const WRITE_BYTES = 256 * 1024;
/**
 * So much is not held back until a read is handled: whoever pipelines works on the first replies while the next are computed,
 * instead of in turns with the sidecar. Measured with 200 tiny calls under way: the client gets 131,000 a second and not
 * 92,000, and one that reads nothing but a mark as many as before; at a quarter of it that one loses a tenth.
 */
const HELD_BYTES = 8 * 1024;
/** How soon a socket that took nothing is tried again, and twice as late each time: Node tells of room only after a write. */
const RETRY_MS = 2;
const RETRY_MS_MAX = 256;
export class Output {
    #stream;
    #limits;
    #onCut;
    #queue = [];
    /** The queue's first piece that isn't written yet, and how much of it is. */
    #next = 0;
    #offset = 0;
    #unread = 0;
    /** Writes that the stream hasn't called back for, or a descriptor that waits for room. */
    #writes = 0;
    #corked = false;
    /** Bytes that were queued since the last write of a read that is being handled. */
    #held = 0;
    #scheduled = false;
    #ending = false;
    #ended = false;
    #closed = false;
    #stall;
    constructor(stream, limits, onCut) {
        this.#stream = stream;
        this.#limits = limits;
        this.#onCut = onCut;
    }
    /** Bytes that were sent and that the kernel hasn't taken. */
    get unreadBytes() {
        return this.#unread;
    }
    /**
     * Sends a message; it leaves with the others of this tick, or of the read that is being handled. A parcel is closed
     * once it was sent or can't be.
     */
    send(pieces, parcel) {
        if (this.#closed || this.#ending) {
            parcel?.close();
            return;
        }
        const from = this.#queue.length;
        for (const piece of pieces) {
            this.#queue.push(piece);
            this.#unread += piece.bytes;
            this.#held += piece.bytes;
        }
        if (parcel !== undefined)
            this.#queue[from] = { ...pieces[0], parcel };
        if (this.#unread > this.#limits.outputBytes) {
            this.#cut(`${this.#unread} bytes of output are unread`);
        }
        else if (this.#unread > this.#limits.outputStalledBytes) {
            this.#stall ??= setTimeout(() => this.#cut(`${this.#unread} bytes of output stayed unread`), this.#limits.outputStalledMs).unref();
        }
        if (this.#corked)
            this.#writeEarly();
        else
            this.#schedule();
    }
    /** Holds writes back while a read is handled, so that the replies to pipelined requests leave together. */
    cork() {
        this.#corked = true;
        this.#held = 0;
    }
    uncork() {
        this.#corked = false;
        if (this.#queue.length > 0 || this.#ending)
            this.#pump();
    }
    /** Ends the stream once everything is written. A client that takes nothing for a while is cut off. */
    end() {
        if (this.#ending || this.#closed)
            return;
        this.#ending = true;
        this.#watchEnd();
        this.#pump();
    }
    /** The stream is gone: what is queued is dropped. */
    close() {
        this.#closed = true;
        for (const { parcel } of this.#queue)
            parcel?.close();
        this.#queue = [];
        this.#unread = 0;
        clearTimeout(this.#stall);
    }
    #schedule() {
        if (this.#scheduled || this.#writes > 0 || this.#closed)
            return;
        this.#scheduled = true;
        process.nextTick(() => {
            this.#scheduled = false;
            this.#pump();
        });
    }
    /** Amid a read: while the kernel takes all of it at once. */
    #writeEarly() {
        if (this.#held < HELD_BYTES || this.#stream.writableLength > 0)
            return;
        if (this.#queue[this.#next]?.parcel !== undefined)
            return;
        this.#held = 0;
        this.#write(this.#gather());
    }
    #pump() {
        if (this.#writes > 0 || this.#corked || this.#closed)
            return;
        if (this.#next === this.#queue.length) {
            if (this.#ending && !this.#ended) {
                this.#ended = true;
                this.#stream.end();
            }
            return;
        }
        const first = this.#queue[this.#next];
        if (first?.parcel !== undefined)
            this.#post(first, first.parcel, RETRY_MS);
        else
            this.#write(this.#gather());
    }
    #write(data) {
        this.#writes += 1;
        this.#stream.write(data, (error) => {
            this.#writes -= 1;
            if (error || this.#closed)
                return;
            this.#taken(data.length);
            this.#pump();
        });
    }
    /** Sends what the kernel takes of a piece now, the descriptor with its first byte; the rest is written like any other. */
    #post(piece, parcel, retryMs) {
        const data = typeof piece.data === 'string' ? Buffer.from(piece.data) : piece.data;
        let taken;
        try {
            taken = parcel.send(socketDescriptor(this.#stream), data);
        }
        catch (error) {
            this.#cut(`a descriptor could not be sent: ${error instanceof Error ? error.message : error}`);
            return;
        }
        if (taken === 0) {
            this.#writes += 1;
            const later = Math.min(2 * retryMs, RETRY_MS_MAX);
            setTimeout(() => {
                this.#writes -= 1;
                if (!this.#closed)
                    this.#post(piece, parcel, later);
            }, retryMs);
            return;
        }
        parcel.close();
        this.#queue[this.#next] = { data: data.subarray(taken), bytes: data.length - taken };
        if (taken === data.length)
            this.#next += 1;
        this.#dropWritten();
        this.#taken(taken);
        this.#pump();
    }
    /** The kernel has taken bytes. */
    #taken(bytes) {
        this.#unread -= bytes;
        if (this.#unread > this.#limits.outputStalledBytes || this.#ending)
            return;
        clearTimeout(this.#stall);
        this.#stall = undefined;
    }
    /** The next bytes to write: many small pieces in one buffer, or part of a large one. */
    #gather() {
        const first = this.#queue[this.#next];
        if (first.bytes - this.#offset > WRITE_BYTES / 2)
            return this.#slice(first);
        // the first piece may be the rest of a large one
        let total = -this.#offset;
        let end = this.#next;
        for (let piece = this.#queue[end]; piece !== undefined; piece = this.#queue[end]) {
            if (total + piece.bytes > WRITE_BYTES || piece.parcel !== undefined)
                break;
            total += piece.bytes;
            end += 1;
        }
        const alone = end === this.#next + 1 && total === first.bytes && typeof first.data !== 'string';
        const data = alone ? first.data : Buffer.allocUnsafe(total);
        if (alone)
            this.#next = end;
        let at = 0;
        for (; this.#next < end; this.#next += 1) {
            at += write(this.#queue[this.#next], this.#offset, data, at);
            this.#offset = 0;
        }
        this.#dropWritten();
        return data;
    }
    #slice(piece) {
        const bytes = typeof piece.data === 'string' ? Buffer.from(piece.data) : piece.data;
        const end = Math.min(bytes.length, this.#offset + WRITE_BYTES);
        const data = bytes.subarray(this.#offset, end);
        this.#offset = end;
        if (typeof piece.data === 'string')
            this.#queue[this.#next] = { data: bytes, bytes: piece.bytes };
        if (end === bytes.length) {
            this.#next += 1;
            this.#offset = 0;
        }
        this.#dropWritten();
        return data;
    }
    #dropWritten() {
        if (this.#next === this.#queue.length) {
            this.#queue.length = 0;
            this.#next = 0;
        }
        else if (this.#next > 1024) {
            this.#queue.splice(0, this.#next);
            this.#next = 0;
        }
    }
    /** After `end`: as long as the client takes bytes it gets them, but the connection doesn't wait for one that doesn't. */
    #watchEnd() {
        clearTimeout(this.#stall);
        let before = this.#unread;
        this.#stall = setInterval(() => {
            if (this.#unread === before)
                this.#cut(`${this.#unread} bytes were still unread at the end`);
            before = this.#unread;
        }, this.#limits.outputStalledMs).unref();
    }
    #cut(reason) {
        this.close();
        this.#onCut(reason);
    }
}
/** Copies a piece, without its first `offset` bytes, to `at`; returns the bytes written. */
function write(piece, offset, into, at) {
    const { data, bytes } = piece;
    if (typeof data !== 'string')
        return data.copy(into, at, offset);
    // as many bytes as characters: ASCII, which is copied several times faster than UTF-8 is encoded
    return into.write(data, at, bytes === data.length ? 'latin1' : 'utf8');
}
