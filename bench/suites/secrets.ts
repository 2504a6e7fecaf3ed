/**
 * The pack of secrets against gitleaks on the same files, one worker against one thread. Both must find every secret that was
 * planted before anything is timed. gitleaks is a program that starts each time: its start is measured, and told apart.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outrigger } from '../../client/index.ts';
import { contest, type Placed, ratios, rowsOf, timesOf } from '../harness/contest.ts';
import { Gitleaks } from '../harness/gitleaks.ts';
import { startSidecar } from '../harness/program.ts';
import type { Effort, Row, Suite } from '../harness/results.ts';
import { spread } from '../harness/statistics.ts';
import { builtClient } from '../programs/built.ts';
import { CLI } from '../programs/serving.ts';
import { plantSourceTree, type SourceTree } from '../programs/source-tree.ts';

const MB = 1e6;
const SCAN_ONLY = 'gitleaks, one thread, less its start';
const ONE_THREAD = 'gitleaks, one thread';
const ALL_THREADS = 'gitleaks, as many threads as it likes';
const PROGRAM = 'outrigger scan, beside a sidecar of one worker';
const CLIENT = "outrigger's client, files by path, one worker";
const WORKER = "outrigger, that worker's own time";
const GITLEAKS_START = 'gitleaks, an empty folder';
const PROGRAM_START = 'outrigger scan, an empty folder';

/** Where something was found. */
interface Place {
  readonly path: string;
  readonly line: number;
}

interface Scanners {
  readonly tree: SourceTree;
  readonly empty: string;
  readonly gitleaks: Gitleaks;
  readonly rig: Outrigger;
  readonly socket: string;
}

/** Exit code 1 says that something was found. */
function scanByProgram(folder: string, socket: string): Promise<Place[]> {
  return new Promise((resolve, reject) => {
    const args = ['--no-warnings', CLI, 'scan', '--json', '--socket', socket, '.'];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 28 }, (error, stdout) => {
      if (error !== null && error.code !== 1) reject(error);
      else resolve((JSON.parse(stdout) as { findings: Place[] }).findings);
    });
  });
}

/** Throws unless every planted secret is among them; otherwise in words how many there are. */
function checked(who: string, found: readonly Place[], { planted }: SourceTree): string {
  const places = new Set(found.map(({ path, line }) => `${path.replace(/^\.\//, '')}:${line}`));
  const lost = planted.filter(({ path, line }) => !places.has(`${path}:${line}`));
  if (lost.length > 0) throw new Error(`${who} does not find ${JSON.stringify(lost[0])} and ${lost.length - 1} more`);
  return `${found.length} findings, among them all ${planted.length} planted`;
}

/** What each finds, in words, by its name. */
async function compareFindings({ tree, gitleaks, socket }: Scanners): Promise<Map<string, string>> {
  const theirs = (await gitleaks.scan(tree.folder)).map(({ File, StartLine }) => ({ path: File, line: StartLine }));
  const ours = await scanByProgram(tree.folder, socket);
  const [their, our] = [checked('gitleaks', theirs, tree), checked('outrigger scan', ours, tree)];
  return new Map([SCAN_ONLY, ONE_THREAD, ALL_THREADS].map((name) => [name, their]))
    .set(PROGRAM, our)
    .set(CLIENT, our)
    .set(WORKER, our);
}

async function race({ tree, empty, gitleaks, rig, socket }: Scanners, effort: Effort): Promise<Placed[]> {
  const sources = tree.paths.map((path) => ({ path: join(tree.folder, path) }));
  const runs: number[] = [];
  const scan = async () => runs.push((await rig.text.scan(sources, 'secrets')).timing.runMs);
  // V8 compiles the kernel's hot functions again, better; programs that end have no such gain
  for (let i = 0; i < 5; i++) await scan();
  const placed = await contest(
    [
      { name: ONE_THREAD, run: () => gitleaks.scan(tree.folder, 1) },
      { name: GITLEAKS_START, run: () => gitleaks.scan(empty, 1) },
      ...(effort.kind === 'full' ? [{ name: ALL_THREADS, run: () => gitleaks.scan(tree.folder) }] : []),
      { name: PROGRAM, run: () => scanByProgram(tree.folder, socket) },
      { name: PROGRAM_START, run: () => scanByProgram(empty, socket) },
      { name: CLIENT, run: async () => void (await scan()) },
    ],
    { ...effort, warmups: 1 },
  );
  return [...placed, { name: WORKER, times: runs.slice(-effort.rounds) }];
}

/** The time of gitleaks less that of its start, round by round. */
function lessStart(placed: readonly Placed[]): Placed {
  const starts = timesOf(placed, GITLEAKS_START);
  return { name: SCAN_ONLY, times: timesOf(placed, ONE_THREAD).map((ms, round) => ms - (starts[round] ?? Number.NaN)) };
}

function measures(placed: readonly Placed[], notes: Map<string, string>, { tree, gitleaks }: Scanners) {
  const scanOnly = lessStart(placed);
  const raced = [scanOnly, ...placed.filter(({ name }) => notes.has(name))];
  const rows = rowsOf(raced, (ms) => tree.bytes / MB / (ms / 1000)).map((row) => ({
    ...row,
    note: notes.get(row.name),
  }));
  const starts = placed.filter(({ name }) => name === GITLEAKS_START || name === PROGRAM_START);
  const startRows = starts.map(({ name, times }): Row => {
    return { name, value: spread(times), ratio: ratios(timesOf(placed, GITLEAKS_START), times) };
  });
  const method =
    `${tree.paths.length} files of 2 to 50 KB, ${(tree.bytes / MB).toFixed(1)} MB of seeded chat, code and configuration that are in the page cache, one in four with a secret planted. ` +
    `gitleaks ${gitleaks.version} with the rules it brings: \`gitleaks dir\`, from the start of its process to its end; one thread is GOMAXPROCS=1. ` +
    '`outrigger scan --json` likewise, by a sidecar that runs; the client asks that sidecar, which has compiled the rules before as each run of gitleaks does within its start.';
  const startMethod = 'Each program from its start to its end, where there is nothing to scan.';
  return [
    { id: 'scan', title: 'Scan files for secrets', unit: 'MB/s', better: 'higher', method, rows } as const,
    { id: 'start', title: 'Start', unit: 'ms', better: 'lower', method: startMethod, rows: startRows } as const,
  ];
}

export const secrets: Suite = {
  name: 'secrets',
  title: 'Secrets in files',
  async run(effort: Effort) {
    const gitleaks = Gitleaks.find();
    if (typeof gitleaks === 'string') return { measures: [], facts: {}, missing: [`gitleaks: ${gitleaks}`] };
    const { connect } = await builtClient();
    const tree = plantSourceTree(effort.kind === 'full' ? 10 * MB : MB);
    const empty = mkdtempSync(join(tmpdir(), 'outrigger-empty-'));
    const sidecar = await startSidecar(['--workers', '1']);
    try {
      const rig = await connect({ path: sidecar.path });
      try {
        const scanners = { tree, empty, gitleaks, rig, socket: sidecar.path };
        const notes = await compareFindings(scanners);
        const placed = await race(scanners, effort);
        const over = (name: string) => ratios(lessStart(placed).times, timesOf(placed, name)).median;
        const facts = { secretsOverGitleaks: over(CLIENT), workerOverGitleaks: over(WORKER) };
        return { measures: measures(placed, notes, scanners), facts, missing: [] };
      } finally {
        await rig.dispose();
      }
    } finally {
      await sidecar.close();
      tree.remove();
      rmSync(empty, { recursive: true, force: true });
    }
  },
};
