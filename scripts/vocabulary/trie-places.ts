/**
 * Where each prefix of a token lies in the double array of crates/kernel/src/text/tokens/trie.rs: searching for room takes longer
 * than all the rest of building a table, so it is done here, once. The child of a unit by byte `b` lies at `base ^ b`. No two
 * units may share a base, and base 0 and unit 0 belong to nobody.
 *
 * A walk down the trie is a chain of loads, each of which may be a cache miss: so an only child goes into its parent's cache
 * line where that has room, and those whose children are placed one after another lie together.
 */

/** Units of a cache line. */
export const LINE = 16;
/** Units that the children of one base can lie in. */
export const BLOCK = 256;
/** Blocks before the last one that are searched for a node of several children; fuller ones are left to the only children. */
const OPEN_BLOCKS = 1;

export class TriePlaces {
  readonly #taken: Uint8Array;
  readonly #based: Uint8Array;
  #highest = 0;
  /** No unit below it is free. */
  #lowest = 1;

  /** Room for so many units at most. */
  constructor(most: number) {
    this.#taken = new Uint8Array(most);
    this.#based = new Uint8Array(most);
    this.#taken[0] = 1;
    this.#based[0] = 1;
  }

  /** Units in use, in whole blocks. */
  get units(): number {
    return (Math.floor(this.#highest / BLOCK) + 1) * BLOCK;
  }

  /** A base for the children of `parent`, which are `bytes`: it and their units are taken from then on. */
  place(parent: number, bytes: readonly number[]): number {
    const [first] = bytes;
    if (first === undefined) throw new Error('a node without children needs no base');
    const near = bytes.length === 1 ? this.placeNear(parent, first) : undefined;
    if (near !== undefined) return near;
    const block = Math.floor(this.#highest / BLOCK) - OPEN_BLOCKS;
    const from = bytes.length === 1 ? this.#lowest : Math.max(block * BLOCK, 1);
    return this.#takeAll(this.#search(from, bytes, first), bytes);
  }

  /** The same for an only child that is to lie in its parent's cache line; nothing where that has no room. */
  placeNear(parent: number, byte: number): number | undefined {
    const line = parent - (parent % LINE);
    for (let unit = line; unit < line + LINE; unit++)
      if (this.#suits(unit ^ byte, [byte])) return this.#takeAll(unit ^ byte, [byte]);
    return undefined;
  }

  #takeAll(base: number, bytes: readonly number[]): number {
    this.#based[base] = 1;
    for (const byte of bytes) this.#take(base ^ byte);
    return base;
  }

  /** The base of which `first` is the first free unit at or after `from` where all of `bytes` have room. */
  #search(from: number, bytes: readonly number[], first: number): number {
    for (let unit = from; unit < this.#taken.length; unit++) if (this.#suits(unit ^ first, bytes)) return unit ^ first;
    throw new Error('the trie has no room left');
  }

  #suits(base: number, bytes: readonly number[]): boolean {
    return this.#based[base] === 0 && bytes.every((byte) => this.#taken[base ^ byte] === 0);
  }

  #take(unit: number): void {
    this.#taken[unit] = 1;
    this.#highest = Math.max(this.#highest, unit);
    while (this.#taken[this.#lowest] === 1) this.#lowest++;
  }
}
