/**
 * What mapping saves: 10 MiB of records hashed where they lie, against the kernel's own time in the same call, and against
 * the same bytes sent through the socket; from Node by the client library, and from Python by a few lines of its own.
 * Run: node bench/zero-copy/main.ts [--rounds N] [--workers N] [--json]. Prints medians of interleaved runs, and ratios.
 */
import { execFile, spawn } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { connect } from '../../client/index.ts';

const RECORD = 64;
const DIGEST = 32;
const COUNT = 163_840;
const WARM_UP = 5;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '31' },
    workers: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
});

/** Milliseconds, one a run, by what was measured. */
type Runs = Record<string, number[]>;

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

async function serve(path: string): Promise<Disposable> {
  const entry = join(import.meta.dirname, '..', '..', 'sidecar', 'serve.ts');
  const sidecar = spawn(process.execPath, [entry, '--socket', path, '--workers', values.workers], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const line of sidecar.stderr) if (String(line).includes('listening')) break;
  sidecar.stderr.resume();
  return { [Symbol.dispose]: () => void sidecar.kill('SIGTERM') };
}

/** In turns, so that what the machine does beside falls on all of them alike. */
async function measureNode(path: string, rounds: number): Promise<Runs> {
  await using rig = await connect({ path });
  const size = COUNT * RECORD;
  const segment = await rig.segment(size + COUNT * DIGEST);
  const records = randomFillSync(Buffer.alloc(size));
  segment.bytes.set(records);
  const runs: Runs = { mapped: [], kernel: [], queued: [], inline: [], roundTrip: [] };
  for (let round = -WARM_UP; round < rounds; round++) {
    const start = performance.now();
    const { timing } = await rig.hash.records(segment.range(0, size), { into: segment.range(size) });
    const mapped = performance.now();
    const { digests } = await rig.hash.records(records);
    const inline = performance.now();
    await rig.hash.records(segment.range(0, RECORD));
    const roundTrip = performance.now();
    if (!Buffer.from(digests).equals(segment.bytes.subarray(size))) throw new Error('the digests differ');
    if (round < 0) continue;
    runs.mapped?.push(mapped - start);
    runs.kernel?.push(timing.runMs);
    runs.queued?.push(timing.queueMs);
    runs.inline?.push(inline - mapped);
    runs.roundTrip?.push(roundTrip - inline);
  }
  return runs;
}

async function measurePython(path: string, rounds: number): Promise<Runs> {
  const script = join(import.meta.dirname, 'zero_copy.py');
  const { stdout } = await promisify(execFile)('python3', [script, path, String(rounds), String(WARM_UP)]);
  return JSON.parse(stdout) as Runs;
}

/** Medians in milliseconds, and what they come to. */
function summarise({ mapped = [], kernel = [], queued = [], inline = [], roundTrip = [] }: Runs) {
  const over = mapped.map((ms, i) => ms / (kernel[i] ?? Number.NaN) - 1);
  const gain = inline.map((ms, i) => ms / (mapped[i] ?? Number.NaN));
  return {
    mappedMs: median(mapped),
    kernelMs: median(kernel),
    queuedMs: median(queued),
    inlineMs: median(inline),
    roundTripMs: median(roundTrip),
    overKernel: median(over),
    inlineToMapped: median(gain),
  };
}

function tell(name: string, summary: ReturnType<typeof summarise>): void {
  const { mappedMs, kernelMs, queuedMs, inlineMs, roundTripMs, overKernel, inlineToMapped } = summary;
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  console.log(
    `${name}: mapped ${ms(mappedMs)}, the kernel's part ${ms(kernelMs)}: +${(overKernel * 100).toFixed(1)} %`,
  );
  console.log(`  waited for a worker ${ms(queuedMs)}, a call of one record ${ms(roundTripMs)}`);
  console.log(`  inline ${ms(inlineMs)}: ${inlineToMapped.toFixed(2)} times mapped`);
}

const folder = mkdtempSync(join(tmpdir(), 'outrigger-bench-'));
const path = join(folder, 'v1.sock');
try {
  using _sidecar = await serve(path);
  const rounds = Number(values.rounds);
  const results = {
    node: summarise(await measureNode(path, rounds)),
    python: summarise(await measurePython(path, rounds)),
  };
  if (values.json) console.log(JSON.stringify(results));
  else for (const [name, summary] of Object.entries(results)) tell(name, summary);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
