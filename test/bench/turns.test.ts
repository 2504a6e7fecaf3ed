/** Whose turn it is: nobody is always the one after the slow one. */
import { describe, expect, it } from 'vitest';
import { Turns } from '../../bench/harness/turns.ts';

/** The orders of some rounds, and how often each followed each. */
function played(count: number, rounds: number) {
  const turns = new Turns(count);
  const orders = Array.from({ length: rounds }, () => turns.round());
  const followed = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  const runs = orders.flat();
  for (const [i, each] of runs.slice(1).entries()) {
    const row = followed[runs[i] as number] as number[];
    row[each] = (row[each] ?? 0) + 1;
  }
  return { orders, followed };
}

describe('turns', () => {
  it.each([1, 2, 3, 5, 11])('of %i contestants give each of them one run a round', (count) => {
    const all = Array.from({ length: count }, (_, i) => i);
    for (const order of played(count, 15).orders) expect(order.toSorted((a, b) => a - b)).toEqual(all);
  });

  it.each([2, 3, 4, 5, 6])('of %i contestants let each follow every other as often, within two runs', (count) => {
    for (const rounds of [10, 15]) {
      const { followed } = played(count, rounds);
      const others = followed.flatMap((row, i) => row.filter((_, j) => i !== j));
      expect(Math.max(...others) - Math.min(...others)).toBeLessThanOrEqual(2);
    }
  });

  it.each([2, 3, 5, 11])('of %i contestants let none follow itself, not even into the next round', (count) => {
    const { followed } = played(count, 40);
    expect(followed.map((row, i) => row[i])).toEqual(new Array(count).fill(0));
  });

  it('begin with another one than the last, which was warmed up just before', () => {
    for (let count = 2; count < 12; count++) expect(new Turns(count).round()[0]).not.toBe(count - 1);
  });

  it('are the same in every run', () => {
    expect(played(5, 15)).toEqual(played(5, 15));
  });
});
