/**
 * A long string to be normalised, in pieces that are normalised apart: what comes of them, one after another, is the whole's
 * normal form, since each begins with a character that nothing before it can change or combine with. Most text is in the
 * form already; then nothing comes back, and the result is the very string that was given.
 */
import type { PackedNormalizeResult, Timing } from '../protocol/index.ts';
import { refuseText } from './request-frame.ts';
import type { Block } from './text-blocks.ts';
import type { Portion, PortionSizes, Portions } from './text-portions.ts';
import type { Shape } from './text-results.ts';

/** UTF-16 units in which a place to cut is looked for; text without one goes on as a single piece. */
const REACH = 64 * 1024;

/**
 * UTF-16 units of the first piece and of the largest. 4 million units of mixed scripts took 9.0 ms to NFD so, and 9.8 in pieces of
 * 64 Ki to 2 Mi: while the last one is checked nothing else goes on, and what is encoded is still in the cache when it is written.
 */
const SIZES: PortionSizes = { first: 128 * 1024, largest: 512 * 1024, last: 512 * 1024 };

const encoder = new TextEncoder();

/**
 * Whether a piece may begin with the code unit: ASCII, or a unified ideograph. They have no decomposition and combining class 0,
 * and end no composition (UAX #15, section 9.1).
 */
function begins(unit: number): boolean {
  return unit < 0x80 || (unit >= 0x4e00 && unit <= 0x9fff);
}

export class NormalPieces implements Portions {
  readonly list = 'texts';
  readonly sizes = SIZES;
  readonly count: number;
  readonly bytes: number;
  readonly #text: string;

  /** Counts in UTF-16 units. */
  constructor(text: string) {
    this.#text = text;
    this.count = text.length;
    this.bytes = text.length;
  }

  take(from: number, most: number, block: Block): Portion {
    if (from === 0 && !this.#text.isWellFormed()) throw refuseText('text');
    const piece = this.#text.slice(from, from + most);
    const { read, written } = encoder.encodeInto(piece, block.bytes);
    const end = from + read;
    const to = end === this.count ? end : this.#cut(from, end);
    if (to === undefined) return { named: { text: this.#text.slice(from) }, to: this.count, size: this.count - from };
    const bytes = written - Buffer.byteLength(this.#text.slice(to, end));
    return { named: { text: block.source(bytes) }, to, size: to - from };
  }

  /** The last place where a piece may begin, up to `end`. */
  #cut(from: number, end: number): number | undefined {
    for (let at = end; at > from && at > end - REACH; at--) if (begins(this.#text.charCodeAt(at))) return at;
    return undefined;
  }
}

interface Normal {
  readonly timing: Timing;
  /** The text, or the piece; undefined for a piece that didn't change. */
  readonly text: string | undefined;
  /** Where a piece begins in the text. */
  readonly from?: number;
}

/** How the result for this very text is told. */
export function normalShape(given: string): Shape<Normal, PackedNormalizeResult> {
  return {
    packed: true,
    unpack({ changed, text = new Uint8Array(), timing }, from) {
      const normal = changed ? Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8') : undefined;
      return from === undefined ? { text: normal ?? given, timing } : { text: normal, timing, from };
    },
    join(pieces) {
      if (pieces.every(({ text }) => text === undefined)) return { text: given };
      const ends = [...pieces.slice(1).map(({ from }) => from), given.length];
      return { text: pieces.map(({ text, from }, i) => text ?? given.slice(from, ends[i])).join('') };
    },
  };
}
