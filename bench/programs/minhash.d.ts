/** What bench/programs/near-duplicates.ts uses of npm's minhash, which brings no types. */
declare module 'minhash' {
  export class Minhash {
    constructor(options?: { numPerm?: number; seed?: number });
    /** Adds an element of the set. */
    update(element: string): void;
  }
  export class LshIndex {
    /** `bandSize`: values of a signature that must agree. */
    constructor(options?: { bandSize?: number });
    insert(key: string, signature: Minhash): void;
    /** Keys of all that share a band with it. */
    query(signature: Minhash): string[];
  }
}
