/**
 * More of everything: workers beyond cores, clients by the dozen with requests of mixed size, a small call while a large job
 * runs, and what pinning workers to cores does here.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outrigger } from '../../client/index.ts';
import { contest, ratios, rowsOf, timesOf } from '../harness/contest.ts';
import { type Listening, startSidecar } from '../harness/program.ts';
import type { Effort, Measure, Row, Suite } from '../harness/results.ts';
import { quantile, spread } from '../harness/statistics.ts';
import { builtClient } from '../programs/built.ts';
import { BATCH_BYTES, DIGEST_BYTES, noise, RECORD_BYTES } from '../stacks/stack.ts';

const MIB = 1024 * 1024;
const MIXED_BYTES = [64, 1024, 4096, 64, 16_384, 1024, 64, 65_536];

type Part = { measures: Measure[]; facts: Record<string, number> };

interface Serving {
  readonly sidecar: Listening;
  readonly rig: Outrigger;
}

async function serving(args: readonly string[]): Promise<Serving> {
  const sidecar = await startSidecar(args);
  const { connect } = await builtClient();
  return { sidecar, rig: await connect({ path: sidecar.path }) };
}

async function end({ sidecar, rig }: Serving): Promise<void> {
  await rig.dispose();
  await sidecar.close();
}

/** A batch of 10 MiB in a mapped segment, ready to be asked for again and again. */
async function batchOn(rig: Outrigger): Promise<() => Promise<unknown>> {
  const input = await rig.segment(BATCH_BYTES);
  const output = await rig.segment((BATCH_BYTES / RECORD_BYTES) * DIGEST_BYTES);
  await input.write(0, noise(BATCH_BYTES));
  const [data, into] = [input.range(), output.range()];
  return () => rig.hash.records(data, { recordSize: RECORD_BYTES, into });
}

const workersName = (count: number) => `${count} worker${count === 1 ? '' : 's'}`;

async function workers(effort: Effort): Promise<Part> {
  const counts = effort.kind === 'full' ? [1, 2, 4, 8] : [1, 2, 4];
  const all = await Promise.all(counts.map((count) => serving(['--workers', String(count)])));
  try {
    const runs = await Promise.all(all.map(({ rig }) => batchOn(rig)));
    const placed = await contest(
      runs.map((run, i) => ({ name: workersName(counts[i] as number), run })),
      effort,
    );
    const rows = rowsOf(placed, (ms) => BATCH_BYTES / 1e6 / (ms / 1000));
    const method = '10 MiB of records of 64 bytes in a mapped segment, a sidecar of each size; they take turns.';
    const title = 'Workers, on the cores of this machine';
    return {
      measures: [{ id: 'workers', title, unit: 'MB/s', better: 'higher', method, rows }],
      facts: { fourWorkersOverTwo: ratios(timesOf(placed, '2 workers'), timesOf(placed, '4 workers')).median },
    };
  } finally {
    await Promise.all(all.map(end));
  }
}

/** Calls of mixed size from several connections at once, each with one call under way. */
async function mixedLoad(rigs: readonly Outrigger[], calls: number): Promise<{ seconds: number; latencies: number[] }> {
  const data = noise(65_536);
  const latencies: number[] = [];
  let next = 0;
  const start = performance.now();
  const line = async (rig: Outrigger) => {
    while (next < calls) {
      const bytes = MIXED_BYTES[next++ % MIXED_BYTES.length] as number;
      const begun = performance.now();
      await rig.hash.records(data.subarray(0, bytes), { recordSize: RECORD_BYTES });
      latencies.push(performance.now() - begun);
    }
  };
  await Promise.all(rigs.map(line));
  return { seconds: (performance.now() - start) / 1000, latencies };
}

async function clients(effort: Effort): Promise<Part> {
  const { connect } = await builtClient();
  const home = await serving([]);
  const rates: Row[] = [];
  const tails: Row[] = [];
  const calls = effort.kind === 'full' ? 20_000 : 3000;
  try {
    for (const count of [1, 4, 16, 64]) {
      const rigs = await Promise.all(Array.from({ length: count }, () => connect({ path: home.sidecar.path })));
      const name = `${count} client${count === 1 ? '' : 's'}`;
      const measured: number[] = [];
      const all: number[] = [];
      for (let round = 0; round < Math.min(10, effort.rounds); round++) {
        const { seconds, latencies } = await mixedLoad(rigs, calls / 10);
        measured.push(calls / 10 / seconds);
        all.push(...latencies);
      }
      rates.push({ name, value: spread(measured) });
      tails.push({ name, value: spread([quantile(all, 0.99)]), note: `median ${quantile(all, 0.5).toFixed(2)} ms` });
      await Promise.all(rigs.map((rig) => rig.dispose()));
    }
  } finally {
    await end(home);
  }
  const method =
    'Records of 64 bytes to 64 KiB sent along, each connection with one call under way; all clients are in one process.';
  return {
    measures: [
      { id: 'clients', title: 'Clients at once', unit: 'calls/s', better: 'higher', method, rows: rates },
      { id: 'clients-p99', title: 'Clients at once, p99', unit: 'ms', better: 'lower', method, rows: tails },
    ],
    facts: {},
  };
}

/** How long small calls take while another connection has a file of 1 GiB hashed, again and again. */
async function beside(effort: Effort): Promise<Part> {
  const { connect } = await builtClient();
  const home = await serving([]);
  const small = await connect({ path: home.sidecar.path });
  const folder = mkdtempSync(join(tmpdir(), 'outrigger-bulk-'));
  const path = join(folder, 'bulk');
  const data = noise(1024);
  const call = async () => {
    const begun = performance.now();
    // the workers', not the main thread's: `engine` and size decide, and this is what a busy pool does to it
    await small.hash.records(data, { recordSize: 1, engine: 'wasm', priority: 'interactive' });
    return performance.now() - begun;
  };
  const sample = async (until: () => boolean) => {
    const latencies: number[] = [];
    while (!until()) {
      latencies.push(await call());
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return latencies;
  };
  try {
    for (let at = 0; at < 1024; at += 64) writeFileSync(path, noise(64 * MIB), { flag: 'a' });
    for (let i = 0; i < 50; i++) await call();
    let calls = 0;
    const idle = await sample(() => ++calls > 300);
    const busy: number[] = [];
    for (let job = 0; job < (effort.kind === 'full' ? 5 : 2); job++) {
      let done = false;
      const bulk = home.rig.hash.records({ path }, { recordSize: 65_536, priority: 'bulk' });
      void bulk.then(() => {
        done = true;
      });
      busy.push(...(await sample(() => done)));
      await bulk;
    }
    const rows = [
      { name: 'idle sidecar, median', value: spread(idle) },
      { name: 'idle sidecar, p99', value: spread([quantile(idle, 0.99)]) },
      { name: 'beside 1 GiB, median', value: spread(busy) },
      { name: 'beside 1 GiB, p99', value: spread([quantile(busy, 0.99)]), note: `${busy.length} calls` },
    ];
    const method =
      'Round trips of a call of 1 KB that workers compute (1,024 records of a byte), every millisecond or so, while another connection has a file of 1 GiB hashed in records of 64 KiB.';
    const title = 'A small call beside a large job';
    return {
      measures: [{ id: 'interactive', title, unit: 'ms', better: 'lower', method, rows }],
      facts: { interactiveP99Ms: quantile(busy, 0.99) },
    };
  } finally {
    await small.dispose();
    await end(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pinning(effort: Effort): Promise<Part> {
  const names = ['not pinned', 'pinned'];
  const both = await Promise.all([serving(['--workers', '2']), serving(['--workers', '2', '--pin'])]);
  try {
    const batches = await Promise.all(both.map(({ rig }) => batchOn(rig)));
    const rounds = { ...effort, rounds: effort.rounds * 2, warmups: 2 };
    const placed = await contest(
      batches.map((run, i) => ({ name: names[i] as string, run })),
      rounds,
    );
    const [free, pinned] = placed.map(({ times }) => spread(times));
    const width = (of: typeof free) => (of === undefined ? Number.NaN : (of.high - of.low) / of.median);
    const rows = placed.map(({ name, times }) => {
      const { low, high, median } = spread(times);
      const note = `tenth to ninetieth percentile: ${(((high - low) / median) * 100).toFixed(0)} % of the median`;
      return { name, value: spread(times), ratio: ratios(placed[0]?.times ?? [], times), note };
    });
    const method = '10 MiB of records in a mapped segment by two workers, with and without --pin; they take turns.';
    return {
      measures: [{ id: 'pinning', title: 'Pinning workers to cores', unit: 'ms', better: 'lower', method, rows }],
      facts: { pinnedSpreadOverFree: width(pinned) / width(free) },
    };
  } finally {
    await Promise.all(both.map(end));
  }
}

export const scale: Suite = {
  name: 'scale',
  title: 'More of everything',
  async run(effort: Effort) {
    const parts = [await workers(effort), await clients(effort), await beside(effort), await pinning(effort)];
    return {
      measures: parts.flatMap((part) => part.measures),
      facts: Object.assign({}, ...parts.map((part) => part.facts)) as Record<string, number>,
      missing: [],
    };
  },
};
