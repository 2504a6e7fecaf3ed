/**
 * What `prompt/prepare` answers: as bytes, and about strings without those that no step changed, which are here already. With all of
 * them in maps a batch of clean texts took this thread three times as long.
 */
import type { PackedPrepareResult, PreparedItem, PrepareResult } from '../protocol/index.ts';
import { AS_GIVEN, PREPARED_ITEM_BYTES } from '../protocol/packed.ts';
import { joined, type Shape } from './text-results.ts';

/** Of an item. */
const DIGEST_AT = 16;

/** How results are told, with or without tokens; for strings these are given. */
export function preparedShape(counted: boolean, given?: readonly string[]): Shape<PrepareResult, PackedPrepareResult> {
  return {
    echoes: true,
    packed: given === undefined ? true : 'changed',
    unpack(packed, from = 0) {
      return { items: new Items(packed, given ?? [], from, counted).all(), timing: packed.timing };
    },
    join: (parts) => ({ items: joined(parts.map(({ items }) => items)) }),
  };
}

/** Reads the items of one answer, in order. */
class Items {
  readonly #items: Buffer;
  readonly #text: Buffer;
  readonly #redactions: Buffer;
  readonly #rules: readonly string[];
  readonly #given: readonly string[];
  readonly #from: number;
  readonly #counted: boolean;
  /** Where the next text and the next redaction begin. */
  #textAt = 0;
  #redactionsAt = 0;

  constructor(
    { items, text, redactions, rules }: PackedPrepareResult,
    given: readonly string[],
    from: number,
    counted: boolean,
  ) {
    this.#items = bufferOf(items);
    this.#text = bufferOf(text);
    this.#redactions = bufferOf(redactions);
    this.#rules = rules;
    this.#given = given;
    this.#from = from;
    this.#counted = counted;
  }

  all(): PreparedItem[] {
    const all: PreparedItem[] = [];
    for (let at = 0; at < this.#items.length; at += PREPARED_ITEM_BYTES) all.push(this.#next(at));
    return all;
  }

  #next(at: number): PreparedItem {
    const items = this.#items;
    const index = at / PREPARED_ITEM_BYTES;
    const item: PreparedItem = {
      text: this.#nextText(items.readUInt32LE(at), this.#from + index),
      sha256: items.toString('hex', at + DIGEST_AT, at + PREPARED_ITEM_BYTES),
      redactions: this.#nextRedactions(items.readUInt32LE(at + 8)),
    };
    if (this.#counted) item.tokens = items.readUInt32LE(at + 4);
    const first = items.readUInt32LE(at + 12);
    if (first !== index) item.duplicateOf = this.#from + first;
    return item;
  }

  #nextText(length: number, index: number): string {
    if (length === AS_GIVEN) return this.#given[index] ?? '';
    const from = this.#textAt;
    this.#textAt += length;
    return this.#text.toString('utf8', from, from + length);
  }

  #nextRedactions(count: number): Record<string, number> {
    const redactions: Record<string, number> = {};
    for (let i = 0; i < count; i++, this.#redactionsAt += 8) {
      const rule = this.#rules[this.#redactions.readUInt32LE(this.#redactionsAt)] ?? '';
      redactions[rule] = (redactions[rule] ?? 0) + this.#redactions.readUInt32LE(this.#redactionsAt + 4);
    }
    return redactions;
  }
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
