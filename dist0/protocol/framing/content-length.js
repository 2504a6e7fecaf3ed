/**
 * Content-Length framing: the LSP base protocol, with bodies in JSON or MessagePack. A body over `frameBytes` or a header
 * over `headerBytes` is refused before anything is allocated for it. Never looks further into a body than its first byte.
 */
import { Buffer } from 'node:buffer';
import { tooLarge } from '../errors.js';
import { Assembly } from './assembly.js';
import { ChunkBody } from './frame.js';
import { isMessagePackType, readHeader } from './header.js';
const CR = 0x0d;
const LF = 0x0a;
/** MessagePack maps: no JSON text begins with these bytes. */
export function beginsWithMap(byte) {
    return byte !== undefined && ((byte >= 0x80 && byte <= 0x8f) || byte === 0xde || byte === 0xdf);
}
export class ContentLengthFraming {
    #sink;
    #bounds;
    #body;
    /** Header bytes that arrived in an earlier chunk; made when the first header straddles two chunks. */
    #header;
    #headerLength = 0;
    /** Line breaks seen of `\r\n\r\n`, as many characters: 0 to 3. */
    #breaks = 0;
    /** Bytes of the body under way, or -1 while a header is read. */
    #length = -1;
    #mediaType;
    #closed = false;
    constructor(sink, bounds, allocate) {
        this.#sink = sink;
        this.#bounds = bounds;
        this.#body = new Assembly(allocate, bounds.frameBytes);
    }
    get target() {
        if (this.#length < 0 || this.#closed)
            return null;
        return this.#body.room(this.#length - this.#body.length, this.#length, true);
    }
    push(chunk) {
        let at = 0;
        while (!this.#closed && at < chunk.length) {
            at = this.#length < 0 ? this.#readHeader(chunk, at) : this.#readBody(chunk, at);
        }
    }
    advance(n) {
        if (this.#closed)
            return;
        this.#body.fill(n);
        if (this.#body.length === this.#length)
            this.#giveAssembled();
    }
    end() {
        this.close();
    }
    close() {
        this.#closed = true;
        this.#body.drop();
    }
    /** Reads header bytes from `start`; returns where it stopped. */
    #readHeader(chunk, start) {
        const most = this.#bounds.headerBytes - this.#headerLength;
        let breaks = this.#breaks;
        let at = start;
        while (breaks < 4) {
            if (at === chunk.length) {
                this.#breaks = breaks;
                this.#keepHeader(chunk, start);
                return at;
            }
            if (at - start === most) {
                this.#refuse(`a header over ${this.#bounds.headerBytes} bytes`);
                return at;
            }
            const byte = chunk[at];
            at += 1;
            // a line break is both characters: a bare one would let two readers see two different headers
            if (byte === (breaks % 2 === 0 ? CR : LF))
                breaks += 1;
            else if (byte === CR || byte === LF || breaks % 2 === 1) {
                this.#refuse('a header with a bare line break');
                return at;
            }
            else
                breaks = 0;
        }
        this.#breaks = 0;
        if (this.#headerLength === 0)
            this.#begin(chunk, start, at - 4);
        else {
            this.#keepHeader(chunk.subarray(0, at), start);
            const length = this.#headerLength;
            this.#headerLength = 0;
            this.#begin(this.#header, 0, length - 4);
        }
        return at;
    }
    #keepHeader(chunk, start) {
        this.#header ??= Buffer.allocUnsafeSlow(this.#bounds.headerBytes);
        this.#header.set(chunk.subarray(start), this.#headerLength);
        this.#headerLength += chunk.length - start;
    }
    #begin(bytes, start, end) {
        const header = readHeader(bytes, start, end);
        if (typeof header === 'string') {
            this.#refuse(header);
        }
        else if (header.length > this.#bounds.frameBytes) {
            this.#refuse('a Content-Length over frameBytes', tooLarge('frameBytes', this.#bounds.frameBytes, header.length));
        }
        else {
            this.#mediaType = header.mediaType;
            this.#length = header.length;
            if (header.length === 0)
                this.#give(new ChunkBody(Buffer.alloc(0)));
        }
    }
    #readBody(chunk, start) {
        const end = Math.min(chunk.length, start + this.#length - this.#body.length);
        if (this.#body.length === 0 && end - start === this.#length) {
            this.#give(new ChunkBody(chunk.subarray(start, end)));
            return end;
        }
        this.#body.append(chunk, start, end, this.#length, true);
        if (this.#body.length === this.#length)
            this.#giveAssembled();
        return end;
    }
    #giveAssembled() {
        const body = this.#body.take();
        this.#give(body);
        body.release();
    }
    #give(body) {
        this.#length = -1;
        const named = isMessagePackType(this.#mediaType);
        const codec = named || beginsWithMap(body.bytes[0]) ? 'msgpack' : 'json';
        this.#sink.frame({ body, codec, contentType: named ? this.#mediaType : undefined, scanned: undefined });
    }
    #refuse(reason, error) {
        this.close();
        this.#sink.refuse({ error, id: null, ends: true, reason });
    }
}
