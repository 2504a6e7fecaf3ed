/**
 * Whose turn it is in a contest. A run's predecessor leaves it caches, a clock of the processor and waking processes as they
 * happen to be: after 140 ms of another's computing a call finds its own code gone cold, after one of its own kind it doesn't. So
 * orders differ from round to round, and everyone follows everyone else as often as any other, never itself.
 */
import { dice } from '../programs/dice.ts';

const SEED = 0x9e3779b9;

export class Turns {
  /** By who ran last and who next: how often that was so. */
  readonly #followed: number[][];
  /** Chooses among equals: the same in every run. */
  readonly #below = dice(SEED);
  #last: number;

  /** Of so many contestants, of which the last one ran before: warm-ups end with it. */
  constructor(count: number) {
    this.#last = count - 1;
    this.#followed = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  }

  /** The order of the next round: each contestant's index, once. */
  round(): number[] {
    const left = new Set(this.#followed.keys());
    const order: number[] = [];
    while (left.size > 0) {
      const next = this.#next([...left]);
      left.delete(next);
      order.push(next);
    }
    return order;
  }

  /** One of those who have followed the last the least. */
  #next(left: readonly number[]): number {
    const counts = this.#followed[this.#last] ?? [];
    const others = left.length > 1 ? left.filter((each) => each !== this.#last) : left;
    const least = Math.min(...others.map((each) => counts[each] ?? 0));
    const fit = others.filter((each) => (counts[each] ?? 0) === least);
    const next = fit[this.#below(fit.length)] as number;
    counts[next] = least + 1;
    this.#last = next;
    return next;
  }
}
