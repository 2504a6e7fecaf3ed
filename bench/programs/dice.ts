/** Numbers that look random and are the same in every run: xorshift32. */

/** A whole number from 0 up to `bound`, which isn't reached. */
export type Below = (bound: number) => number;

/** From a seed that isn't 0. */
export function dice(seed: number): Below {
  let x = seed;
  return (bound) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % bound;
  };
}
