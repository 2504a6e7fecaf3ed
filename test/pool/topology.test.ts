/** What the files of /proc, /sys and the cgroup say about processors. */
import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCpuList, parseCpuMax, readTopology, suitableWorkers } from '../../sidecar/pool/topology.ts';

test('a list of processors is read whatever its ranges', () => {
  const ranges = fc.uniqueArray(fc.nat(500), { maxLength: 30 }).map((list) => list.sort((a, b) => a - b));
  fc.assert(
    fc.property(ranges, (processors) => {
      const text: string[] = [];
      for (let i = 0; i < processors.length; ) {
        let last = i;
        while (processors[last + 1] === (processors[last] ?? 0) + 1) last++;
        text.push(last === i ? `${processors[i]}` : `${processors[i]}-${processors[last]}`);
        i = last + 1;
      }
      expect(parseCpuList(text.join(','))).toEqual(processors);
    }),
  );
});

test.each([
  ['', []],
  ['0', [0]],
  ['0-3,8', [0, 1, 2, 3, 8]],
  [' 1 , 4-5\n', [1, 4, 5]],
  ['nonsense', []],
  ['3-1', []],
])('the list %j has the processors %j', (text, expected) => {
  expect(parseCpuList(text)).toEqual(expected);
});

test.each([
  ['max 100000', undefined],
  ['150000 100000', 1.5],
  ['50000 100000', 0.5],
  ['200000', 2],
  ['200000 100000\n', 2],
  ['', undefined],
  ['nonsense 100000', undefined],
])('the quota %j is %j processors', (text, expected) => {
  expect(parseCpuMax(text)).toBe(expected);
});

test('workers are one per core, within the quota and the bound, and at least one', () => {
  const topology = fc.record({
    logical: fc.integer({ min: 1, max: 256 }),
    physical: fc.integer({ min: 1, max: 128 }),
    quota: fc.option(fc.double({ min: 0.01, max: 200, noNaN: true }), { nil: undefined }),
    processors: fc.constant([]),
  });
  fc.assert(
    fc.property(topology, fc.integer({ min: 1, max: 64 }), (machine, most) => {
      const workers = suitableWorkers(machine, most);
      expect(workers).toBeGreaterThanOrEqual(1);
      expect(workers).toBeLessThanOrEqual(Math.min(most, machine.physical, machine.logical));
      if (machine.quota !== undefined) expect(workers).toBeLessThanOrEqual(Math.max(1, machine.quota));
    }),
  );
});

test('this machine has at least one core, and no more processors than Node sees', () => {
  const { logical, physical, processors } = readTopology();
  expect(physical).toBeGreaterThanOrEqual(1);
  expect(logical).toBeLessThanOrEqual(availableParallelism());
  if (process.platform === 'linux') expect(processors.length).toBe(physical);
});
