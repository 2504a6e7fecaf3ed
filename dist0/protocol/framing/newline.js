import { tooLarge } from '../errors.js';
import { Assembly } from './assembly.js';
import { ChunkBody } from './frame.js';
const NEWLINE = 0x0a;
function isBlank(bytes, start, end) {
    for (let i = start; i < end; i += 1) {
        const byte = bytes[i];
        if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09)
            return false;
    }
    return true;
}
export class NewlineFraming {
    /** A line's length isn't known before its end is seen, so bytes always come by `push`. */
    target = null;
    #sink;
    #most;
    #line;
    #closed = false;
    constructor(sink, bounds, allocate) {
        this.#sink = sink;
        this.#most = bounds.frameBytes;
        this.#line = new Assembly(allocate, bounds.frameBytes);
    }
    push(chunk) {
        let start = 0;
        while (!this.#closed && start < chunk.length) {
            const newline = chunk.indexOf(NEWLINE, start);
            const end = newline === -1 ? chunk.length : newline;
            const size = this.#line.length + end - start;
            if (size > this.#most) {
                this.#refuse(size);
            }
            else if (newline === -1) {
                this.#line.append(chunk, start, end, size, false);
            }
            else if (this.#line.length > 0) {
                this.#line.append(chunk, start, end, size, false);
                this.#giveLine();
            }
            else if (!isBlank(chunk, start, end)) {
                this.#give(new ChunkBody(chunk.subarray(start, end)));
            }
            start = end + 1;
        }
    }
    advance() {
        throw new Error('newline framing has no read target');
    }
    end() {
        if (!this.#closed && this.#line.length > 0)
            this.#giveLine();
        this.close();
    }
    close() {
        this.#closed = true;
        this.#line.drop();
    }
    #giveLine() {
        const body = this.#line.take();
        if (!isBlank(body.bytes, 0, body.bytes.length))
            this.#give(body);
        body.release();
    }
    #give(body) {
        this.#sink.frame({ body, codec: 'json', contentType: undefined, scanned: undefined });
    }
    #refuse(size) {
        this.close();
        const error = tooLarge('frameBytes', this.#most, size);
        this.#sink.refuse({ error, id: null, ends: true, reason: 'a line over frameBytes' });
    }
}
