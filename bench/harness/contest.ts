/**
 * Runs contestants side by side, interleaved A B A B, so that whatever else the machine is doing falls on all of them
 * alike. Ratios are medians of the ratios within a round, which is what survives a noisy clock.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pacing, Row } from './results.ts';
import { type Spread, spread } from './statistics.ts';

export interface Contestant {
  readonly name: string;
  /** One run; a number that it returns replaces the measured milliseconds (for contestants that time themselves). */
  run(): unknown;
  /** Set up once before, torn down once after. */
  open?(): Promise<void> | void;
  close?(): Promise<void> | void;
}

export interface Placed {
  readonly name: string;
  /** Milliseconds of each round. */
  readonly times: readonly number[];
}

/** What the one before left to the collector must not be cleared away, on a core of its own, while this one is timed. */
const collect = (globalThis as { gc?: () => void }).gc ?? (() => {});
/** V8's threads go on sweeping for some 1.4 ms when `gc()` has returned. No longer than it takes: what is idle for 8 ms gets cold. */
const SWEEP_MS = 3;

/**
 * Runs a contestant until it is warm: so often at least, and for so long. V8 compiles JavaScript and Wasm anew while they run, on
 * cores that the work needs: what takes 20 ms a run is at its own speed after some thirty runs.
 */
async function warmUp(contestant: Contestant, { warmups, warmupMs }: Pacing): Promise<void> {
  let spent = 0;
  for (let i = 0; i < warmups || spent < warmupMs; i++) {
    const start = performance.now();
    await timed(contestant);
    spent += performance.now() - start;
  }
}

async function timed(contestant: Contestant): Promise<number> {
  collect();
  await sleep(SWEEP_MS);
  const start = performance.now();
  const own = await contestant.run();
  const ms = performance.now() - start;
  return typeof own === 'number' ? own : ms;
}

/** Opens all, warms all up, then runs rounds in which each runs once, in turn. */
export async function contest(contestants: readonly Contestant[], pacing: Pacing): Promise<Placed[]> {
  const times = contestants.map((): number[] => []);
  const opened: Contestant[] = [];
  try {
    for (const contestant of contestants) {
      opened.push(contestant);
      await contestant.open?.();
      await warmUp(contestant, pacing);
    }
    for (let round = 0; round < pacing.rounds; round++) {
      for (const [i, contestant] of contestants.entries()) times[i]?.push(await timed(contestant));
    }
  } finally {
    for (const contestant of opened) await contestant.close?.();
  }
  return contestants.map(({ name }, i) => ({ name, times: times[i] ?? [] }));
}

/** By round, how many times as long `a` took as `b`. */
export function ratios(a: readonly number[], b: readonly number[]): Spread {
  return spread(a.map((ms, round) => ms / (b[round] ?? Number.NaN)));
}

/** Rows of a measure where less time is better: `value` from milliseconds, ratios against the first. */
export function rowsOf(placed: readonly Placed[], value: (ms: number) => number): Row[] {
  const yardstick = placed[0]?.times ?? [];
  return placed.map(({ name, times }) => ({
    name,
    value: spread(times.map(value)),
    ratio: ratios(yardstick, times),
  }));
}

/** The times of the contestant of that name. */
export function timesOf(placed: readonly Placed[], name: string): readonly number[] {
  const found = placed.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no contestant ${name}`);
  return found.times;
}
