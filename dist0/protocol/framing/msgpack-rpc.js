/**
 * MessagePack-RPC framing: frames are MessagePack arrays, one after another, and a scan of the bytes finds where each ends.
 * A frame past a limit is walked to its end and refused by its id; what can't be walked ends the connection.
 */
import { Buffer } from 'node:buffer';
import { tooLarge } from '../errors.js';
import { Assembly } from './assembly.js';
import { ChunkBody } from './frame.js';
import { MessagePackScan, SCAN_UNCHECKED } from './msgpack-scan.js';
/** Array header (5), type (9), id (9): a frame's bytes that tell its id, however they are written. */
const HEAD_BYTES = 24;
export function beginsWithArray(byte) {
    return byte !== undefined && ((byte >= 0x90 && byte <= 0x9f) || byte === 0xdc || byte === 0xdd);
}
/** Reads an integer token at `at`: its value and where it ends, or undefined for anything else. */
function readInteger(bytes, at) {
    const token = bytes[at];
    if (token === undefined)
        return undefined;
    if (token < 0x80)
        return { value: token, end: at + 1 };
    if (token >= 0xe0)
        return { value: token - 0x100, end: at + 1 };
    const size = token === 0xcb ? 8 : token === 0xca ? 4 : 2 ** ((token - 0xcc) & 3);
    if (token < 0xca || token > 0xd3 || at + 1 + size > bytes.length)
        return undefined;
    let value;
    if (token === 0xca)
        value = bytes.readFloatBE(at + 1);
    else if (token === 0xcb)
        value = bytes.readDoubleBE(at + 1);
    else if (size === 8)
        value = Number(token === 0xcf ? bytes.readBigUInt64BE(at + 1) : bytes.readBigInt64BE(at + 1));
    else
        value = token < 0xd0 ? bytes.readUIntBE(at + 1, size) : bytes.readIntBE(at + 1, size);
    return Number.isSafeInteger(value) ? { value, end: at + 1 + size } : undefined;
}
/** The id of a request frame by its first bytes, or null where it is no request or has no id that is an integer. */
export function requestId(head) {
    const first = head[0] ?? 0;
    const headerEnd = first === 0xdd ? 5 : first === 0xdc ? 3 : 1;
    const type = readInteger(head, headerEnd);
    if (type?.value !== 0)
        return null;
    return readInteger(head, type.end)?.value ?? null;
}
export class MessagePackRpcFraming {
    #sink;
    #bounds;
    #scan;
    #frame;
    /** The first bytes of a frame that straddles chunks, kept when the rest is dropped. */
    #head = Buffer.alloc(HEAD_BYTES);
    #headLength = 0;
    /** A frame has begun in an earlier chunk. */
    #under = false;
    #closed = false;
    constructor(sink, bounds, allocate) {
        this.#sink = sink;
        this.#bounds = bounds;
        this.#scan = new MessagePackScan(bounds);
        this.#frame = new Assembly(allocate, bounds.frameBytes);
    }
    /** Only the payload that must follow is read directly, so a read never takes bytes of the next frame along. */
    get target() {
        if (!this.#under || this.#closed || this.#scan.refusal !== undefined)
            return null;
        return this.#frame.room(this.#scan.skip, this.#scan.atLeast, false);
    }
    push(chunk) {
        let at = 0;
        while (!this.#closed && at < chunk.length) {
            if (!this.#under) {
                if (!beginsWithArray(chunk[at])) {
                    this.#lose('a message that is no array');
                    return;
                }
                this.#scan.reset();
                this.#headLength = 0;
            }
            const start = at;
            const state = this.#scan.run(chunk, at, chunk.length);
            at = this.#scan.position;
            if (state === 'done')
                this.#complete(chunk, start, at);
            else if (state === 'more')
                this.#keep(chunk, start);
            else
                this.#fail(state);
        }
    }
    advance(n) {
        if (this.#closed)
            return;
        this.#frame.fill(n);
        if (this.#scan.skipped(n) === 'done')
            this.#giveAssembled();
    }
    end() {
        this.close();
    }
    close() {
        this.#closed = true;
        this.#frame.drop();
    }
    /** The rest of a chunk belongs to a frame that ends later. */
    #keep(chunk, start) {
        this.#under = true;
        this.#keepHead(chunk, start, chunk.length);
        if (this.#scan.refusal === undefined)
            this.#frame.append(chunk, start, chunk.length, this.#scan.atLeast, false);
        else
            this.#frame.drop();
    }
    #keepHead(chunk, start, end) {
        if (this.#headLength === HEAD_BYTES)
            return;
        this.#headLength += chunk.copy(this.#head, this.#headLength, start, end);
    }
    #complete(chunk, start, end) {
        const whole = !this.#under;
        this.#under = false;
        if (this.#scan.refusal !== undefined) {
            this.#keepHead(chunk, start, end);
            this.#frame.drop();
            this.#refuse();
        }
        else if (whole) {
            this.#give(new ChunkBody(chunk.subarray(start, end)));
        }
        else {
            this.#frame.append(chunk, start, end, this.#scan.atLeast, false);
            this.#giveAssembled();
        }
    }
    #giveAssembled() {
        this.#under = false;
        const body = this.#frame.take();
        this.#give(body);
        body.release();
    }
    #give(body) {
        let scanned = this.#scan.flags;
        if ((scanned & SCAN_UNCHECKED) !== 0) {
            // a text lay in two chunks: its UTF-8 is checked now that the bytes lie together
            this.#scan.reset();
            this.#scan.run(body.bytes, 0, body.bytes.length);
            scanned = this.#scan.flags;
        }
        this.#sink.frame({ body, codec: 'msgpack', contentType: undefined, scanned });
    }
    #refuse() {
        const error = this.#scan.refusal;
        const id = requestId(this.#head.subarray(0, this.#headLength));
        if (id === null)
            this.#lose('a message without an id over a limit');
        else
            this.#sink.refuse({ error, id, ends: false, reason: error?.message ?? '' });
    }
    #fail(state) {
        if (state === 'lost') {
            this.#lose('the byte 0xc1, which MessagePack never uses');
            return;
        }
        const error = tooLarge('frameBytes', this.#bounds.frameBytes, this.#scan.atLeast);
        this.#lose('a message over frameBytes', error);
    }
    #lose(reason, error) {
        this.close();
        this.#sink.refuse({ error, id: null, ends: true, reason });
    }
}
