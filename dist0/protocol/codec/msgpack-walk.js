/**
 * The slow path for MessagePack that a decoder must not see (text that is no UTF-8, extensions, `__proto__`): names the field
 * at fault, and still finds the message's id, so that one bad value costs one error and not the connection.
 * Runs only on bytes that the scan has walked: they are complete, and within the bound of depth.
 */
import { isUtf8 } from 'node:buffer';
import { MessagePackScan } from '../framing/msgpack-scan.js';
const TEXT = 'UTF-8 text (other bytes are sent as bin)';
const NO_EXTENSION = 'a value that is no MessagePack extension';
const NAME = 'text as the name of every field';
const NO_PROTO = 'no field of the name __proto__';
function readHead(bytes, start) {
    const token = bytes[start];
    const at = start + 1;
    if (token >= 0x80 && token <= 0x8f)
        return { kind: 'map', count: token & 0x0f, at };
    if (token >= 0x90 && token <= 0x9f)
        return { kind: 'array', count: token & 0x0f, at };
    if (token >= 0xa0 && token <= 0xbf)
        return { kind: 'str', count: token & 0x1f, at };
    if (token === 0xd9)
        return { kind: 'str', count: bytes.readUInt8(at), at: at + 1 };
    if (token === 0xda)
        return { kind: 'str', count: bytes.readUInt16BE(at), at: at + 2 };
    if (token === 0xdb)
        return { kind: 'str', count: bytes.readUInt32BE(at), at: at + 4 };
    if (token === 0xdc)
        return { kind: 'array', count: bytes.readUInt16BE(at), at: at + 2 };
    if (token === 0xdd)
        return { kind: 'array', count: bytes.readUInt32BE(at), at: at + 4 };
    if (token === 0xde)
        return { kind: 'map', count: bytes.readUInt16BE(at), at: at + 2 };
    if (token === 0xdf)
        return { kind: 'map', count: bytes.readUInt32BE(at), at: at + 4 };
    const extension = (token >= 0xc7 && token <= 0xc9) || (token >= 0xd4 && token <= 0xd8);
    return { kind: extension ? 'ext' : 'other', count: 0, at };
}
export class MessagePackWalk {
    #bytes;
    #scan;
    /** Where the search for a fault has come to. */
    #at = 0;
    constructor(bytes, bounds) {
        this.#bytes = bytes;
        this.#scan = new MessagePackScan(bounds);
    }
    isMap(start) {
        return readHead(this.#bytes, start).kind === 'map';
    }
    isArray(start) {
        return readHead(this.#bytes, start).kind === 'array';
    }
    /** The elements of an array, or of a map key, value, key, value; none of anything else. */
    *children(start) {
        const { kind, count, at } = readHead(this.#bytes, start);
        const values = kind === 'map' ? count * 2 : kind === 'array' ? count : 0;
        let from = at;
        for (let i = 0; i < values; i += 1) {
            const end = this.#end(from);
            yield { start: from, end };
            from = end;
        }
    }
    /** The members of a map whose keys are text. */
    *members(start) {
        if (!this.isMap(start))
            return;
        let name;
        let isKey = true;
        for (const span of this.children(start)) {
            if (isKey)
                name = this.text(span.start);
            else if (name !== undefined)
                yield [name, span];
            isKey = !isKey;
        }
    }
    /** The text of a `str` that is UTF-8; undefined for anything else. */
    text(start) {
        const { kind, at, count } = readHead(this.#bytes, start);
        if (kind !== 'str' || !isUtf8(this.#bytes.subarray(at, at + count)))
            return undefined;
        return this.#bytes.toString('utf8', at, at + count);
    }
    /** What SCAN_* flags the value at `start` has by itself. */
    flags(start) {
        this.#end(start);
        return this.#scan.flags;
    }
    /** The first fault in the value at `start`, found in one pass over its bytes. */
    fault(start) {
        const path = [];
        this.#at = start;
        const expected = this.#search(path);
        return expected === undefined ? undefined : { path, expected };
    }
    #end(start) {
        this.#scan.reset();
        this.#scan.run(this.#bytes, start, this.#bytes.length);
        return this.#scan.position;
    }
    /** Searches the value at the cursor and moves behind it, or leaves the way to its fault in `path`. */
    #search(path) {
        const start = this.#at;
        const { kind, count, at } = readHead(this.#bytes, start);
        if (kind === 'map' || kind === 'array') {
            this.#at = at;
            return kind === 'map' ? this.#searchMap(count, path) : this.#searchArray(count, path);
        }
        if (kind === 'ext')
            return NO_EXTENSION;
        if (kind === 'str' && this.text(start) === undefined)
            return TEXT;
        this.#at = this.#end(start);
        return undefined;
    }
    #searchArray(count, path) {
        for (let index = 0; index < count; index += 1) {
            path.push(index);
            const expected = this.#search(path);
            if (expected !== undefined)
                return expected;
            path.pop();
        }
        return undefined;
    }
    #searchMap(count, path) {
        for (let entry = 0; entry < count; entry += 1) {
            const name = this.text(this.#at);
            if (name === undefined)
                return NAME;
            if (name === '__proto__')
                return NO_PROTO;
            this.#at = this.#end(this.#at);
            path.push(name);
            const expected = this.#search(path);
            if (expected !== undefined)
                return expected;
            path.pop();
        }
        return undefined;
    }
}
