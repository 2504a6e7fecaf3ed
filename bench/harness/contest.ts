/**
 * Runs contestants side by side, in turns that change from round to round, so that whatever else the machine is doing and
 * whatever they leave each other falls on all of them alike. Ratios are medians of the ratios within a round, which is what
 * survives a noisy clock.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pacing, Row } from './results.ts';
import { type Spread, spread } from './statistics.ts';
import { Turns } from './turns.ts';

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

/** What `contest` gives. */
export interface Raced extends Placed {
  /** Milliseconds of the first run in each turn, after another contestant's: the same as `times` but where these are of the second. */
  readonly apart: readonly number[];
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
    await cleared();
    await timed(contestant);
    spent += performance.now() - start;
  }
}

/** Others' garbage is gone. So are the caches' contents: 10 MB that a worker scans in 11 ms take it 13 then. */
async function cleared(): Promise<void> {
  collect();
  await sleep(SWEEP_MS);
}

async function timed(contestant: Contestant): Promise<number> {
  const start = performance.now();
  const own = await contestant.run();
  const ms = performance.now() - start;
  return typeof own === 'number' ? own : ms;
}

/** Opens all, warms all up, then runs rounds in which each has a turn. */
export async function contest(contestants: readonly Contestant[], pacing: Pacing): Promise<Raced[]> {
  const times = contestants.map((): number[] => []);
  const apart = contestants.map((): number[] => []);
  const opened: Contestant[] = [];
  try {
    for (const contestant of contestants) {
      opened.push(contestant);
      await contestant.open?.();
      await warmUp(contestant, pacing);
    }
    const turns = new Turns(contestants.length);
    for (let round = 0; round < pacing.rounds; round++) {
      for (const i of turns.round()) {
        const contestant = contestants[i] as Contestant;
        await cleared();
        const first = await timed(contestant);
        apart[i]?.push(first);
        times[i]?.push(pacing.inRow === true ? await timed(contestant) : first);
      }
    }
  } finally {
    for (const contestant of opened) await contestant.close?.();
  }
  return contestants.map(({ name }, i) => ({ name, times: times[i] ?? [], apart: apart[i] ?? [] }));
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
  return named(placed, name).times;
}

/** The times of its runs that came after others'. */
export function apartOf(raced: readonly Raced[], name: string): readonly number[] {
  return named(raced, name).apart;
}

function named<T extends Placed>(placed: readonly T[], name: string): T {
  const found = placed.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no contestant ${name}`);
  return found;
}
