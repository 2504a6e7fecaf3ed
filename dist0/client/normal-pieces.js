import { refuseText } from './request-frame.js';
import { BLOCK_BYTES } from './text-blocks.js';
/** UTF-16 units in which a place to cut is looked for; text without one goes on as a single piece. */
const REACH = 64 * 1024;
const encoder = new TextEncoder();
/**
 * Whether a piece may begin with the code unit: ASCII, or a unified ideograph. They have no decomposition and combining class 0,
 * and end no composition (UAX #15, section 9.1).
 */
function begins(unit) {
    return unit < 0x80 || (unit >= 0x4e00 && unit <= 0x9fff);
}
export class NormalPieces {
    list = 'texts';
    first = 64 * 1024;
    largest = BLOCK_BYTES;
    count;
    bytes;
    #text;
    /** Counts in UTF-16 units. */
    constructor(text) {
        this.#text = text;
        this.count = text.length;
        this.bytes = text.length;
    }
    take(from, most, block) {
        if (from === 0 && !this.#text.isWellFormed())
            throw refuseText('text');
        const piece = this.#text.slice(from, from + most);
        const { read, written } = encoder.encodeInto(piece, block.bytes);
        const end = from + read;
        const to = end === this.count ? end : this.#cut(from, end);
        if (to === undefined)
            return { named: { text: this.#text.slice(from) }, to: this.count };
        return { named: { text: block.source(written - Buffer.byteLength(this.#text.slice(to, end))) }, to };
    }
    /** The last place where a piece may begin, up to `end`. */
    #cut(from, end) {
        for (let at = end; at > from && at > end - REACH; at--)
            if (begins(this.#text.charCodeAt(at)))
                return at;
        return undefined;
    }
}
/** How the result for this very text is told. */
export function normalShape(given) {
    return {
        unpack({ changed, text = new Uint8Array(), timing }, from) {
            const normal = changed ? Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8') : undefined;
            return from === undefined ? { text: normal ?? given, timing } : { text: normal, timing, from };
        },
        join(pieces) {
            if (pieces.every(({ text }) => text === undefined))
                return { text: given };
            const ends = [...pieces.slice(1).map(({ from }) => from), given.length];
            return { text: pieces.map(({ text, from }, i) => text ?? given.slice(from, ends[i])).join('') };
        },
    };
}
