/** What the bench makes of calls and of the jobs that they asked for. */
import { expect, it } from 'vitest';
import { callInRow, overJob, percentMore } from '../../bench/suites/overhead.ts';

it('tells by how many percent calls took longer than their jobs, and where the time went', () => {
  const calls = [
    { ms: 11, jobMs: 10, queueMs: 0.25 },
    { ms: 12, jobMs: 10, queueMs: 0.25 },
    { ms: 22, jobMs: 20, queueMs: 0.5 },
  ];
  expect(percentMore(calls).median).toBeCloseTo(10);
  const [known, unknown] = overJob('It', [
    { name: 'known', calls },
    { name: 'unknown', calls: calls.map(({ ms, jobMs }) => ({ ms, jobMs })) },
  ]).rows;
  expect(known?.note).toBe("0.25 ms from the request to the worker's start, 1.50 ms before and after");
  expect(unknown?.note).toBe('2.00 ms in all');
});

it('counts calls in a row without the first of each round, and takes turns between rounds', async () => {
  const order: string[] = [];
  const caller = (name: string) => ({
    name,
    call: async () => {
      const first = order.at(-1) !== name;
      order.push(name);
      return { ms: first ? 1000 : 3, jobMs: 2 };
    },
  });
  const all = await callInRow([caller('a'), caller('b')], { rounds: 2 });
  expect(all.map(({ name, calls }) => [name, calls])).toEqual(
    ['a, 5 in a row', 'b, 5 in a row'].map((name) => [name, Array(2).fill({ ms: 3, jobMs: 2 })]),
  );
  expect(order.join('')).toBe('aaaaaabbbbbb'.repeat(2));
});
