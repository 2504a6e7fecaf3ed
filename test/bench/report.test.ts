/** What the bench makes of its samples: ratios, tables and verdicts that a reader can't take the wrong way round. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { processorsOf } from '../../bench/harness/affinity.ts';
import { apartOf, contest, ratios, rowsOf, timesOf } from '../../bench/harness/contest.ts';
import { times, value } from '../../bench/harness/figures.ts';
import { GOALS, judge, verdict } from '../../bench/harness/goals.ts';
import { LIMITS } from '../../bench/harness/limits.ts';
import { resultsText } from '../../bench/harness/markdown.ts';
import type { Measure, Results } from '../../bench/harness/results.ts';
import { quantile, spread } from '../../bench/harness/statistics.ts';
import { showSuite } from '../../bench/harness/terminal.ts';

const PLACED = [
  { name: 'first', times: [10, 10, 10] },
  { name: 'twice as slow', times: [20, 20, 20] },
];

function measured(better: Measure['better'], figure: (ms: number) => number): Measure {
  const rows = rowsOf(PLACED, figure);
  return { id: 'it', title: 'It', unit: better === 'lower' ? 'ms' : 'MB/s', better, method: 'By hand.', rows };
}

function results(measures: readonly Measure[], facts: Record<string, number> = {}, suite = 'kernel'): Results {
  const machine = { cpu: 'a processor', logical: 2, memoryGiB: 4, system: 'linux', node: 'v26' };
  const suites = [{ suite, title: 'A suite', measures, facts, missing: ['a rival: it is not here'] }];
  return { kind: 'full', when: '2026-01-01', commit: 'abc', machine, suites };
}

describe('a contest', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('lets contestants take turns, and believes those that time themselves', async () => {
    const order: string[] = [];
    const turn = (name: string, own?: number) => ({
      name,
      run: () => {
        order.push(name);
        return own;
      },
    });
    const placed = await contest([turn('a', 7), turn('b')], { rounds: 3, warmups: 1, warmupMs: 0 });
    expect(order.join('')).toBe('ababab'.padStart(8, 'ab'));
    expect(placed[0]?.times).toEqual([7, 7, 7]);
    expect(placed[1]?.times).toHaveLength(3);
  });

  it('warms contestants up so often at least, and for so long', async () => {
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    const runs = { quick: 0, slow: 0 };
    const contestant = (name: keyof typeof runs, ms: number) => ({
      name,
      run() {
        runs[name] += 1;
        clock += ms;
      },
    });
    await contest([contestant('quick', 10), contestant('slow', 100)], { rounds: 0, warmups: 2, warmupMs: 35 });
    expect(runs).toEqual({ quick: 4, slow: 2 });
  });

  it('closes what it opened when one of them fails', async () => {
    const closed: string[] = [];
    const sound = { name: 'sound', run: () => {}, close: () => void closed.push('sound') };
    const fails = {
      name: 'fails',
      run: () => Promise.reject(new Error('no')),
      close: () => void closed.push('fails'),
    };
    await expect(contest([sound, fails], { rounds: 1, warmups: 0, warmupMs: 0 })).rejects.toThrow('no');
    expect(closed).toEqual(['sound', 'fails']);
  });

  it('counts the second run of a turn where runs in a row are asked for, and keeps the first apart', async () => {
    const order: string[] = [];
    const turn = (name: string) => ({ name, run: () => order.push(name) });
    const placed = await contest([turn('a'), turn('b')], { rounds: 2, warmups: 0, warmupMs: 0, inRow: true });
    expect(order.join('')).toBe('aabbaabb');
    // a run returns how many there have been
    expect([timesOf(placed, 'a'), apartOf(placed, 'a')]).toEqual([
      [2, 6],
      [1, 5],
    ]);
    expect([timesOf(placed, 'b'), apartOf(placed, 'b')]).toEqual([
      [4, 8],
      [3, 7],
    ]);
  });

  it('compares within rounds: a slow round of all changes no ratio', () => {
    expect(ratios([10, 1000, 10], [5, 500, 5])).toEqual({ median: 2, low: 2, high: 2, runs: 3 });
  });
});

describe('processors', () => {
  it('are read from lists as the kernel writes them', () => {
    expect(processorsOf('0-2,5')).toEqual([0, 1, 2, 5]);
    expect(processorsOf('3')).toEqual([3]);
    expect(processorsOf('0,8-9')).toEqual([0, 8, 9]);
  });
});

describe('figures', () => {
  it('interpolates between samples, and shows the tenth and ninetieth percentile', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(value(spread([0, 50, 100]))).toBe('50.0 (10.0–90.0)');
    expect(value(spread([1234]))).toBe('1,234');
  });

  it('never rounds a ratio to nothing', () => {
    expect([1.234, 12.34, 0.25, 0.0049, 0].map(times)).toEqual(['1.23x', '12.3x', '0.25x', '0.0049x', '0.00x']);
  });
});

describe('a table', () => {
  it('tells of a time how many times as long it is, and of a rate how many times as much', () => {
    const text = resultsText(results([measured('lower', (ms) => ms), measured('higher', (ms) => 1000 / ms)]));
    expect(text).toContain('| twice as slow | 20.0 (20.0–20.0) | 2.00x |');
    expect(text).toContain('| twice as slow | 50.0 (50.0–50.0) | 0.50x |');
    expect(showSuite(results([measured('lower', (ms) => ms)]).suites[0] as never)).toMatch(/twice as slow .* 2\.00x/);
  });

  it('tells what could not be run, and of how many samples a row is where that is not one a round', () => {
    const five = { ...measured('lower', (ms) => ms), rows: [{ name: 'row', value: spread([1, 2, 3, 4, 5]) }] };
    const text = resultsText(results([measured('lower', (ms) => ms), five]));
    expect(text).toContain('Not run here: a rival: it is not here.');
    expect(text.match(/Samples a row: \d+\./g)).toEqual(['Samples a row: 5.']);
  });
});

describe('a goal', () => {
  it('is met or missed by its fact, and neither where there is none', () => {
    const verdicts = judge(results([], { kernelOfC: 0.91, kernelOverCryptoHash: 7.99 })).map(verdict);
    expect(verdicts.slice(0, 3)).toEqual([
      { measured: '0.91x', met: 'met' },
      { measured: '7.99x', met: 'missed' },
      { measured: 'not here', met: '–' },
    ]);
  });

  it('has beside it what was measured with it, and nothing where it was not', () => {
    const facts = { kernelOverCryptoHash: 2, cOverCryptoHash: 2.5, twoWorkersOverCreateHash: 17 };
    const text = resultsText(results([], facts));
    expect(text).toMatch(/crypto\.hash loop \| ≥ 8x \| 2\.00x \| missed \| C with the same vectors: 2\.50x \|/);
    expect(text).toMatch(/createHash loop \| ≥ 22x \| 17\.00x \| missed \| {2}\|/);
    for (const where of Object.keys(LIMITS)) expect(GOALS.map((each) => `${each.suite}.${each.fact}`)).toContain(where);
  });

  it('is judged only where its suite was run', () => {
    expect(judge(results([], { kernelOfC: 1 }, 'no-such-suite'))).toEqual([]);
    expect(new Set(GOALS.map(({ suite, fact }) => `${suite}.${fact}`)).size).toBe(GOALS.length);
  });
});
