/**
 * The tokens of a compact vocabulary file, as bits in two parts: how they merge, and where the trie over them has room. The format
 * is told in crates/kernel/src/text/tokens/compact.rs; a table is built from it in the order in which it is written here.
 */
import { BitWriter } from './bit-writer.ts';
import { NO_TOKEN, Prefixes } from './prefixes.ts';
import { BLOCK, LINE, TriePlaces } from './trie-places.ts';

/** Tokens 0 to 255 are the single bytes. */
export const SINGLE_BYTES = 256;
const BASE_BITS = 20;
const MOST_UNITS = 2 ** BASE_BITS;
/** Bases that are told by how far back they lie. */
/** Ids below which a token counts as very frequent, frequent, less so; the rest is placed as it comes. */
const FREQUENT = [2000, 12_000, 50_000];
const RECENT = 2 * BLOCK;

/** The two tokens that byte-pair encoding merges last when it makes `token`, using only merges before `id`. */
function splitOf(token: string, id: number, ids: ReadonlyMap<string, number>): [number, number] {
  const parts = [...token];
  while (parts.length > 2) {
    let best = id;
    let at = -1;
    for (let index = 0; index + 1 < parts.length; index++) {
      const merged = ids.get(`${parts[index]}${parts[index + 1]}`) ?? id;
      if (merged < best) {
        best = merged;
        at = index;
      }
    }
    if (at < 0) break;
    parts.splice(at, 2, `${parts[at]}${parts[at + 1]}`);
  }
  const [left, right] = parts.map((part) => ids.get(part));
  if (parts.length !== 2 || left === undefined || right === undefined)
    throw new Error(`token ${id} is no merge of two`);
  return [left, right];
}

/** Bits that hold every number from 0 to `most`. */
function bitsFor(most: number): number {
  return 32 - Math.clz32(most);
}

/** Writes tokens as their table is built from them: id by id, each with the bases of the units that it is the first to leave. */
export class TokenWriter {
  readonly merges = new BitWriter();
  readonly places = new BitWriter();
  readonly prefixes: Prefixes;
  readonly room: TriePlaces;
  readonly #tokens: readonly string[];
  readonly #ids: ReadonlyMap<string, number>;
  readonly #bases = new Map<number, number>();
  readonly #written = new Set<number>();
  /** The last unit of the last block that any base so far lies in. */
  #lastUnit = 0;
  /** The trie's node and unit of every token so far. */
  readonly #ends: { readonly node: number; readonly unit: number }[] = [];

  /** Writes `tokens`, by id, each as a latin1 string of its bytes. */
  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
    this.#ids = new Map(tokens.map((token, id) => [token, id]));
    this.prefixes = new Prefixes(tokens);
    this.room = new TriePlaces(MOST_UNITS);
    this.#placeFrequent();
    for (const token of tokens.slice(0, SINGLE_BYTES)) this.#walk({ node: 0, unit: 0 }, token);
    for (let id = SINGLE_BYTES; id < tokens.length; id++) this.#write(id);
  }

  /** Places what leads to frequent tokens, subtree by subtree: a walk then stays in few pages. */
  #placeFrequent(): void {
    const open: { node: number; unit: number }[][] = FREQUENT.map(() => []);
    open[0]?.push({ node: 0, unit: 0 });
    for (;;) {
      const next = open.find((nodes) => nodes.length > 0)?.pop();
      if (next === undefined) return;
      const children = this.prefixes.children[next.node] ?? [];
      if (children.length === 0) continue;
      const base = this.room.place(next.unit, children);
      this.#bases.set(next.node, base);
      for (const byte of children) {
        const node = this.prefixes.step(next.node, byte);
        const first = this.prefixes.firsts[node] ?? 0;
        open[FREQUENT.findIndex((bound) => first < bound)]?.push({ node, unit: base ^ byte });
      }
    }
  }

  #write(id: number): void {
    const [left, right] = splitOf(this.#tokens[id] ?? '', id, this.#ids);
    const [start, way] = [this.#ends[left], this.#tokens[right]];
    if (start === undefined || way === undefined) throw new Error(`token ${id} comes before its parts`);
    for (const part of [left, right]) this.merges.write(part, bitsFor(id - 1));
    this.places.write(this.#bytesPastLeft(start.node, way), bitsFor(way.length - 1));
    this.#walk(start, way);
  }

  /** Of the longest prefix that is a token: it goes on from `node` by less than the whole `way`. */
  #bytesPastLeft(node: number, way: string): number {
    let [reached, longest] = [node, 0];
    for (let past = 1; past < way.length; past++) {
      reached = this.prefixes.step(reached, way.charCodeAt(past - 1));
      if (this.prefixes.tokens[reached] !== NO_TOKEN) longest = past;
    }
    return longest;
  }

  /** Goes on by these bytes to where a token ends. */
  #walk({ node, unit }: { node: number; unit: number }, way: string): void {
    let [reached, place] = [node, unit];
    for (let at = 0; at < way.length; at++) {
      const byte = way.charCodeAt(at);
      place = this.#base(reached, place, byte) ^ byte;
      reached = this.prefixes.step(reached, byte);
    }
    this.#ends.push({ node: reached, unit: place });
  }

  /** The base of a node, written when it is first asked for. */
  #base(node: number, unit: number, byte: number): number {
    const base = this.#bases.get(node) ?? this.#place(node, unit);
    if (!this.#written.has(node)) this.#writeBase(base, base ^ byte, unit);
    this.#written.add(node);
    return base;
  }

  /** Finds room for a node's children, and at once for theirs that fit beside them: later there would be less. */
  #place(node: number, unit: number): number {
    const children = this.prefixes.children[node] ?? [];
    const base = this.room.place(unit, children);
    this.#bases.set(node, base);
    for (const byte of children) this.#placeChain(this.prefixes.step(node, byte), base ^ byte);
    return base;
  }

  /** Places only children, one below the other, as long as they fit into the cache line. */
  #placeChain(node: number, unit: number): void {
    let [at, place] = [node, unit];
    for (;;) {
      const [byte, second] = this.prefixes.children[at] ?? [];
      const base = byte === undefined || second !== undefined ? undefined : this.room.placeNear(place, byte);
      if (byte === undefined || base === undefined) return;
      this.#bases.set(at, base);
      [at, place] = [this.prefixes.step(at, byte), base ^ byte];
    }
  }

  /** As the place of the child in the parent's cache line, or counted back from the last block in use, or whole. */
  #writeBase(base: number, child: number, unit: number): void {
    const back = this.#lastUnit - base;
    this.#lastUnit = Math.max(this.#lastUnit, base - (base % BLOCK) + BLOCK - 1);
    const isNear = Math.floor(child / LINE) === Math.floor(unit / LINE);
    this.places.write(isNear ? 1 : 0, 1);
    if (isNear) {
      this.places.write(child % LINE, bitsFor(LINE - 1));
      return;
    }
    const isRecent = back >= 0 && back < RECENT;
    this.places.write(isRecent ? 1 : 0, 1);
    this.places.write(isRecent ? back : base, isRecent ? bitsFor(RECENT - 1) : BASE_BITS);
  }
}
