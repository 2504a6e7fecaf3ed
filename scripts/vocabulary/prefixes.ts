/** All prefixes of all tokens as a tree of numbers; node 0 is the empty one. */

/** Where no token ends. */
export const NO_TOKEN = -1;

export class Prefixes {
  /** The next bytes of a prefix, in the order of their coming. */
  readonly children: number[][] = [[]];
  /** The token that a prefix is, or {@link NO_TOKEN}. */
  readonly tokens: number[] = [NO_TOKEN];
  /** The first token that has the prefix. */
  readonly firsts: number[] = [0];
  readonly #next = new Map<number, number>();

  /** `tokens` by id, each as a latin1 string of its bytes. */
  constructor(tokens: readonly string[]) {
    tokens.forEach((token, id) => {
      let node = 0;
      for (let at = 0; at < token.length; at++) node = this.#add(node, token.charCodeAt(at), id);
      if (this.tokens[node] !== NO_TOKEN) throw new Error(`token ${id} is there twice`);
      this.tokens[node] = id;
    });
  }

  /** How many prefixes there are, the empty one not counted. */
  get count(): number {
    return this.children.length - 1;
  }

  /** The prefix one byte longer. */
  step(node: number, byte: number): number {
    const next = this.#next.get(node * 256 + byte);
    if (next === undefined) throw new Error('no token goes on like that');
    return next;
  }

  #add(node: number, byte: number, id: number): number {
    const known = this.#next.get(node * 256 + byte);
    if (known !== undefined) return known;
    const added = this.children.push([]) - 1;
    this.tokens.push(NO_TOKEN);
    this.firsts.push(id);
    this.children[node]?.push(byte);
    this.#next.set(node * 256 + byte, added);
    return added;
  }
}
