/**
 * The article's table: 10 MiB of 64-byte records by each stack, in a process of its own, on the runtime that it is about. All
 * digests must be the same. Rounds are interleaved; latency under load and loop delay are measured a stack at a time.
 */
import { join } from 'node:path';
import { contest, ratios, rowsOf, timesOf } from '../harness/contest.ts';
import { Conversation } from '../harness/conversation.ts';
import { proportionalBytes } from '../harness/memory.ts';
import type { Effort, Measure, Row, Suite } from '../harness/results.ts';
import { findRuntime, type RuntimeName } from '../harness/runtimes.ts';
import { quantile, spread } from '../harness/statistics.ts';
import type { BatchAnswer, LoadAnswer, OpenAnswer } from '../stacks/host.ts';
import { BATCH_BYTES } from '../stacks/stack.ts';

const WORKERS = 2;
const HOST = join(import.meta.dirname, '..', 'stacks', 'host.ts');
const MB = 1e6;
const MIB = 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly runtime: RuntimeName;
  readonly stack: string;
  /** Whether it has workers; else it computes on its main thread. */
  readonly workers: boolean;
}

/** The first is the yardstick. */
const ENTRIES: readonly Entry[] = [
  { name: 'main thread, createHash loop', runtime: 'node', stack: 'create-hash', workers: false },
  { name: 'main thread, crypto.hash loop', runtime: 'node', stack: 'crypto-hash', workers: false },
  { name: 'main thread, hash-wasm', runtime: 'node', stack: 'hash-wasm', workers: false },
  { name: 'main thread, @chainsafe/as-sha256', runtime: 'node', stack: 'as-sha256', workers: false },
  { name: 'main thread, outrigger/local', runtime: 'node', stack: 'local', workers: false },
  { name: 'Node 26 child processes + Wasm over IPC', runtime: 'node', stack: 'child-processes', workers: true },
  { name: 'Node 26 piscina + Wasm', runtime: 'node', stack: 'piscina', workers: true },
  { name: 'Node 22 thread pool + Wasm', runtime: 'node22', stack: 'node-threads', workers: true },
  { name: 'Deno Web Workers + Wasm', runtime: 'deno', stack: 'web-workers', workers: true },
  { name: 'Bun Web Workers + Wasm', runtime: 'bun', stack: 'web-workers', workers: true },
  { name: 'outrigger, inline over the socket', runtime: 'node', stack: 'outrigger-inline', workers: true },
  { name: 'outrigger, mapped segment', runtime: 'node', stack: 'outrigger-mapped', workers: true },
  { name: "outrigger's pool, no RPC", runtime: 'node', stack: 'outrigger-pool', workers: true },
  { name: 'native addon @chainsafe/hashtree', runtime: 'node', stack: 'hashtree', workers: false },
];

interface Running extends Entry {
  readonly host: Conversation;
  readonly opening: OpenAnswer;
  /** Bytes of its processes over the idle host's. */
  overheadBytes: number;
  load: LoadAnswer | undefined;
  idleDelays: number[];
  kernelMs: number[];
}

function pids({ host, opening }: Pick<Running, 'host' | 'opening'>): number[] {
  return [host.child.pid as number, ...opening.processes];
}

/** Starts a stack and checks that it computes what `expected` says; undefined where its runtime isn't there. */
async function start(
  entry: Entry,
  expected: string | undefined,
): Promise<{ running: Running; digest: string } | undefined> {
  const runtime = findRuntime(entry.runtime);
  if (runtime === undefined) return undefined;
  const host = new Conversation(runtime.program, [...runtime.flags, HOST, entry.stack, String(WORKERS)]);
  const idleDelays = await host.ask<number[]>({ do: 'idle', ms: 300 });
  const before = proportionalBytes([host.child.pid as number]);
  const opening = await host.ask<OpenAnswer>({ do: 'open' });
  const digest = await host.ask<string>({ do: 'check' });
  if (expected !== undefined && digest !== expected) throw new Error(`${entry.name}: other digests than the rest`);
  for (let i = 0; i < 3; i++) await host.ask({ do: 'batch' });
  const overheadBytes = proportionalBytes(pids({ host, opening })) - before;
  const running = { ...entry, host, opening, overheadBytes, load: undefined, idleDelays, kernelMs: [] };
  return { running, digest };
}

async function startAll(missing: string[]): Promise<Running[]> {
  const all: Running[] = [];
  let expected: string | undefined;
  for (const entry of ENTRIES) {
    const started = await start(entry, expected);
    if (started === undefined) {
      missing.push(`${entry.name}: its runtime is not installed here`);
      continue;
    }
    expected ??= started.digest;
    all.push(started.running);
  }
  return all;
}

function single(name: string, value: number, note?: string): Row {
  return { name, value: spread([value]), note };
}

/** Time outside the kernel, as a share of the batch's: workers that wait for bytes count as outside. */
function outsideShares(stack: Running, times: readonly number[]): number[] {
  return times.map((ms, i) => Math.max(0, 1 - (stack.kernelMs[i] ?? 0) / WORKERS / ms));
}

function measures(all: readonly Running[], placed: Awaited<ReturnType<typeof contest>>): Measure[] {
  const pooled = all.filter(({ workers }) => workers);
  const loads = all.flatMap(({ name, load }) => (load === undefined ? [] : [{ name, load }]));
  return [
    {
      id: 'throughput',
      title: 'Throughput',
      unit: 'MB/s',
      better: 'higher',
      method: `10 MiB of 64-byte records, one batch after another, ${WORKERS} workers where there are workers; the stacks take turns.`,
      rows: rowsOf(placed, (ms) => BATCH_BYTES / MB / (ms / 1000)),
    },
    {
      id: 'latency-p50',
      title: 'Latency under load, median',
      unit: 'ms',
      better: 'lower',
      method: 'From the call to the digests of a batch, with two batches under way all the time.',
      rows: loads.map(({ name, load }) => ({ name, value: spread(load.latencies) })),
    },
    {
      id: 'latency-p99',
      title: 'Latency under load, p99',
      unit: 'ms',
      better: 'lower',
      method: 'The 99th percentile of the same batches; with fewer than 100 of them it is near the slowest one.',
      rows: loads.map(({ name, load }) =>
        single(name, quantile(load.latencies, 0.99), `${load.latencies.length} batches`),
      ),
    },
    {
      id: 'loop-delay-p99',
      title: "The host's event-loop delay, p99",
      unit: 'ms',
      better: 'lower',
      method: 'How late a timer of 1 ms comes in the process that asks for the batches, under the same load.',
      rows: loads.map(({ name, load }) => single(name, quantile(load.delays, 0.99))),
    },
    {
      id: 'instantiation',
      title: 'Instantiation',
      unit: 'ms',
      better: 'lower',
      method:
        'From loading the code to the first call that would run at full speed: workers, module and memory are there.',
      rows: all.map(({ name, opening }) => single(name, opening.ms)),
    },
    {
      id: 'memory',
      title: 'Memory over the idle process, a worker',
      unit: 'MiB',
      better: 'lower',
      method: `Proportional set size (a page that two processes map counts once) of all its processes after four batches, less that of the process before, over ${WORKERS} workers; the input itself is held by all alike.`,
      rows: all.map(({ name, overheadBytes, workers }) => single(name, overheadBytes / MIB / (workers ? WORKERS : 1))),
    },
    {
      id: 'outside-kernel',
      title: 'Time outside the kernel',
      unit: '%',
      better: 'lower',
      method:
        'One less the time that workers spent in the kernel, over workers and over the batch: copying, messages, waking, waiting.',
      rows: pooled.map((stack) => {
        const shares = outsideShares(stack, timesOf(placed, stack.name));
        return { name: stack.name, value: spread(shares.map((share) => share * 100)) };
      }),
    },
  ];
}

function facts(all: readonly Running[], placed: Awaited<ReturnType<typeof contest>>): Record<string, number> {
  const found: Record<string, number> = {};
  const median = (a: string, b: string) => ratios(timesOf(placed, a), timesOf(placed, b)).median;
  const [loop = ''] = ENTRIES.map(({ name }) => name);
  const mapped = 'outrigger, mapped segment';
  found.poolOverLoop = median(loop, "outrigger's pool, no RPC");
  found.mappedOverLoop = median(loop, mapped);
  found.inlineOfMapped = median(mapped, 'outrigger, inline over the socket');
  const stack = all.find(({ name }) => name === mapped);
  if (stack?.load !== undefined) {
    found.loopDelayOverIdleMs = quantile(stack.load.delays, 0.99) - quantile(stack.idleDelays, 0.99);
  }
  return found;
}

export const batch: Suite = {
  name: 'batch',
  title: 'SHA-256 of 10 MiB of 64-byte records',
  async run(effort: Effort) {
    const missing: string[] = [];
    const all = await startAll(missing);
    try {
      const placed = await contest(
        all.map((stack) => ({
          name: stack.name,
          async run() {
            const { ms, kernelMs } = await stack.host.ask<BatchAnswer>({ do: 'batch' });
            stack.kernelMs.push(kernelMs ?? ms);
            return ms;
          },
        })),
        { rounds: effort.rounds, warmups: 0, warmupMs: 0 },
      );
      const most = effort.kind === 'full' ? { batches: 200, mostMs: 20_000 } : { batches: 20, mostMs: 700 };
      for (const stack of all) {
        stack.load = await stack.host.ask<LoadAnswer>({ do: 'load', concurrency: 2, ...most });
      }
      return { measures: measures(all, placed), facts: facts(all, placed), missing };
    } finally {
      for (const { host } of all) {
        await host.ask({ do: 'close' });
        await host.end();
      }
    }
  },
};
