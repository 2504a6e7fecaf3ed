/** What it costs to have a sidecar: the time until the first answer of a spawned one, and what its process holds. */
import { spawn as spawnChild } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { contest, ratios, timesOf } from '../harness/contest.ts';
import { arenaResident, memoryOf } from '../harness/memory.ts';
import type { Effort, Measure, Row, Suite } from '../harness/results.ts';
import { spread } from '../harness/statistics.ts';
import { builtClient } from '../programs/built.ts';

const MIB = 1024 * 1024;
const NODE = 'node -e 0, to its exit';
const FIRST = 'spawn() to the first answer';

async function bareNode(): Promise<void> {
  const child = spawnChild(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  await once(child, 'exit');
}

/** Milliseconds from `spawn()` to the digests of one record; its farewell is not measured. */
async function firstAnswer(): Promise<number> {
  const { spawn } = await builtClient();
  const start = performance.now();
  const rig = await spawn();
  await rig.hash.records(new Uint8Array(64));
  const ms = performance.now() - start;
  await rig.dispose();
  return ms;
}

/** The same to the digests of 1 MiB, which workers compute. */
async function firstJob(): Promise<number> {
  const { spawn } = await builtClient();
  const start = performance.now();
  const rig = await spawn();
  await rig.hash.records(new Uint8Array(1 << 20));
  const ms = performance.now() - start;
  await rig.dispose();
  return ms;
}

async function bareNodeBytes(): Promise<number> {
  const child = spawnChild(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  await sleep(500);
  const { rss } = memoryOf(child.pid as number);
  child.kill();
  await once(child, 'exit');
  return rss;
}

interface Footprint {
  readonly rss: number;
  readonly arena: number;
}

/** After a first job that every worker may take part in, when it is idle again. */
async function footprint(workers: number): Promise<Footprint> {
  const { spawn } = await builtClient();
  const rig = await spawn({ args: ['--workers', String(workers)] });
  for (let i = 0; i < 4; i++) await rig.hash.records(new Uint8Array(4 << 20));
  await sleep(500);
  const pid = rig.pid as number;
  const { rss } = memoryOf(pid);
  const arena = arenaResident(pid);
  await rig.dispose();
  return { rss, arena };
}

async function memory(effort: Effort): Promise<{ measure: Measure; facts: Record<string, number> }> {
  const repeats = effort.kind === 'full' ? 5 : 2;
  const bare: number[] = [];
  const held = new Map<number, Footprint[]>([1, 2, 8].map((workers) => [workers, []]));
  for (let i = 0; i < repeats; i++) {
    bare.push(await bareNodeBytes());
    for (const [workers, found] of held) found.push(await footprint(workers));
  }
  const base = spread(bare).median;
  const rows: Row[] = [{ name: 'a bare node', value: spread(bare.map((bytes) => bytes / MIB)) }];
  let eightOverBare = 0;
  for (const [workers, found] of held) {
    const arena = spread(found.map((each) => each.arena)).median / MIB;
    const over = spread(found.map(({ rss }) => (rss - base) / MIB));
    const note = `${over.median.toFixed(0)} MiB over a bare node, ${arena.toFixed(0)} MiB of them arena pages that jobs have touched`;
    rows.push({
      name: `${workers} worker${workers === 1 ? '' : 's'}`,
      value: spread(found.map(({ rss }) => rss / MIB)),
      note,
    });
    if (workers === 8) eightOverBare = over.median;
  }
  const method = 'Resident bytes of the idle process, after four jobs of 4 MiB that workers computed.';
  return {
    measure: { id: 'memory', title: 'Memory of an idle sidecar', unit: 'MiB', better: 'lower', method, rows },
    facts: { eightWorkersOverBareMiB: eightOverBare },
  };
}

export const startup: Suite = {
  name: 'startup',
  title: 'Start-up and memory',
  async run(effort: Effort) {
    const placed = await contest(
      [
        { name: NODE, run: bareNode },
        { name: FIRST, run: firstAnswer },
        { name: 'spawn() to the first answer of workers', run: firstJob },
      ],
      { ...effort, warmups: 2 },
    );
    const rows = placed.map(({ name, times }) => {
      return { name, value: spread(times), ratio: ratios(placed[0]?.times ?? [], times) };
    });
    const method =
      'The client is loaded; a process is started, asked, and ended after the measurement. They take turns.';
    const held = await memory(effort);
    return {
      measures: [{ id: 'start', title: 'Start', unit: 'ms', better: 'lower', method, rows }, held.measure],
      facts: { spawnOverNode: ratios(timesOf(placed, FIRST), timesOf(placed, NODE)).median, ...held.facts },
      missing: [],
    };
  },
};
