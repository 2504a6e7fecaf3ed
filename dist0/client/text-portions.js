import { refuseText } from './request-frame.js';
import { BLOCK_BYTES } from './text-blocks.js';
const KiB = 1024;
/** Texts of a portion: their lengths are numbers in one frame, which has a limit. */
const PORTION_TEXTS = 16 * 1024;
/** The parameters' texts, if a portion of them can be told from the rest. */
export function portionsOf(params) {
    const { text, texts, lengths } = params;
    if (text === undefined && lengths === undefined)
        return isStrings(texts) ? new Strings(texts) : undefined;
    if (texts !== undefined || !isLengths(lengths))
        return undefined;
    const bytes = lengths.reduce((sum, length) => sum + length, 0);
    if (text instanceof Uint8Array)
        return text.byteLength === bytes ? new Laid(bytesOf(text), lengths, bytes) : undefined;
    return isRange(text) && text.length === bytes ? new Laid(rangeOf(text), lengths, bytes) : undefined;
}
function isStrings(texts) {
    return Array.isArray(texts) && texts.every((text) => typeof text === 'string');
}
function isLengths(lengths) {
    return Array.isArray(lengths) && lengths.every((length) => Number.isSafeInteger(length) && length >= 0);
}
function isRange(source) {
    return (typeof source === 'object' && source !== null && 'segment' in source && 'offset' in source && 'length' in source);
}
const encoder = new TextEncoder();
class Strings {
    first = 64 * KiB;
    largest = BLOCK_BYTES;
    list = 'texts';
    count;
    bytes;
    #texts;
    constructor(texts) {
        this.#texts = texts;
        this.count = texts.length;
        this.bytes = texts.reduce((sum, text) => sum + text.length, 0);
    }
    /** Encodes texts until there are enough or no more fit; a text that no block holds goes alone, as it is. */
    take(from, most, block) {
        const lengths = [];
        let at = 0;
        let to = from;
        while (to < this.count && at < most && lengths.length < PORTION_TEXTS) {
            const text = this.#texts[to] ?? '';
            // an encoder would write U+FFFD for a lone surrogate
            if (!text.isWellFormed())
                throw refuseText(`texts[${to}]`);
            const { read, written } = encoder.encodeInto(text, block.bytes.subarray(at));
            if (read < text.length)
                break;
            lengths.push(written);
            at += written;
            to += 1;
        }
        if (to === from)
            return { named: { texts: [this.#texts[from]] }, to: from + 1 };
        return { named: { text: block.source(at), lengths }, to };
    }
}
function bytesOf(bytes) {
    return (offset, length) => bytes.subarray(offset, offset + length);
}
/** The segment's id is read each time: a segment that was disposed in between refuses. */
function rangeOf(range) {
    return (offset, length) => ({ segment: range.segment, offset: range.offset + offset, length });
}
/** Nothing has to be encoded first: larger portions are fewer requests. */
class Laid {
    first = 512 * KiB;
    largest = 4 * 1024 * KiB;
    list = 'lengths';
    count;
    bytes;
    #slice;
    #lengths;
    /** Where the next portion begins: they are taken in order. */
    #at = 0;
    constructor(slice, lengths, bytes) {
        this.#slice = slice;
        this.#lengths = lengths;
        this.count = lengths.length;
        this.bytes = bytes;
    }
    take(from, most) {
        let length = 0;
        let to = from;
        do
            length += this.#lengths[to++] ?? 0;
        while (to < this.count && to - from < PORTION_TEXTS && length + (this.#lengths[to] ?? 0) <= most);
        const named = { text: this.#slice(this.#at, length), lengths: this.#lengths.slice(from, to) };
        this.#at += length;
        return { named, to };
    }
}
