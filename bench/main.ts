/**
 * Runs the suites, each in a process of its own, and tells what came of them. `--quick` prints and writes bench/results/quick.json;
 * `--full` takes its time and writes bench/results/full.json after every suite, then bench/RESULTS.md and the plots of docs/plots.
 * `--only NAME,…` runs some, which with `--full` takes the place of the same in full.json; `--report` measures nothing and writes
 * RESULTS.md and the plots again from full.json. Must never let a figure in that wasn't measured, nor figures of two commits stand
 * side by side.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EFFORTS } from './harness/effort.ts';
import { heading, machineLine } from './harness/figures.ts';
import { commitOf, ensureBuilt, ensureInstalled } from './harness/installation.ts';
import { describeMachine } from './harness/machine.ts';
import { resultsText } from './harness/markdown.ts';
import { plot } from './harness/plot.ts';
import type { Effort, Results, SuiteResult } from './harness/results.ts';
import { measureApart } from './harness/suite-process.ts';
import { showGoals, showSuite } from './harness/terminal.ts';
import { SUITE_NAMES } from './suites/catalogue.ts';

const ONE_SUITE = join(import.meta.dirname, 'one-suite.ts');
const RESULTS = join(import.meta.dirname, 'results');
const FULL = join(RESULTS, 'full.json');
const PLOTS = join(import.meta.dirname, '..', 'docs', 'plots');

const PAGE = join(import.meta.dirname, '..', 'docs', 'BENCHMARKS.md');
const PLOTS_BEGIN = '<!-- plots: written by bench/main.ts -->';
const PLOTS_END = '<!-- /plots -->';

/** What the docs show. */
const PLOTTED = [
  'batch.throughput',
  'batch.latency-p99',
  'batch.loop-delay-p99',
  'rpc.round-trip',
  'rpc.pipelined',
  'zero-copy.bytes-10mb',
  'zero-copy.over-kernel',
  'scale.workers',
  'text.scan',
  'case-study.throughput',
  'case-study.latency-p99',
  'text.tokens',
  'tokens.native',
  'secrets.scan',
  'dedupe.near',
];

/** What full.json holds of this commit and machine: the suites that needn't be run again. */
function kept(fresh: Results): readonly SuiteResult[] {
  if (!existsSync(FULL)) return [];
  const { commit, machine, suites } = JSON.parse(readFileSync(FULL, 'utf8')) as Results;
  return commit === fresh.commit && JSON.stringify(machine) === JSON.stringify(fresh.machine) ? suites : [];
}

/** `measured` is called after every suite, with all so far. */
async function measure(
  effort: Effort,
  only: readonly string[] | undefined,
  measured: (results: Results) => void,
): Promise<Results> {
  const machine = describeMachine();
  console.log(`${effort.kind} run on ${machineLine(machine)}`);
  const when = new Date().toISOString().slice(0, 10);
  const none: Results = { kind: effort.kind, when, commit: commitOf(), machine, suites: [] };
  const found = new Map(only === undefined ? [] : kept(none).map((result) => [result.suite, result]));
  const so = (): Results => ({ ...none, suites: SUITE_NAMES.flatMap((name) => found.get(name) ?? []) });
  for (const name of SUITE_NAMES) {
    if (only?.includes(name) === false) continue;
    const begun = performance.now();
    const result = await measureApart(ONE_SUITE, name, effort.kind);
    found.set(name, result);
    measured(so());
    console.log(showSuite(result));
    console.log(`  (${((performance.now() - begun) / 1000).toFixed(0)} s)`);
  }
  return so();
}

/** The suites that `--only` names. */
function named(only: string | undefined): string[] | undefined {
  const names = only?.split(',');
  const unknown = names?.filter((name) => !SUITE_NAMES.includes(name)) ?? [];
  if (unknown.length > 0) throw new Error(`no suite ${unknown.join(', ')}; there are ${SUITE_NAMES.join(', ')}`);
  return names;
}

/** The pictures in docs/BENCHMARKS.md, between their marks: only those that were drawn. */
function showPlots(titles: ReadonlyMap<string, string>): void {
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest] = page.split(PLOTS_BEGIN);
  const after = rest?.split(PLOTS_END)[1];
  if (before === undefined || after === undefined) throw new Error('docs/BENCHMARKS.md has lost its marks');
  const pictures = [...titles].map(([file, title]) => `![${title}](plots/${file})`);
  writeFileSync(PAGE, [before + PLOTS_BEGIN, ...pictures, PLOTS_END + after].join('\n\n'));
}

function writeReport(results: Results): void {
  mkdirSync(PLOTS, { recursive: true });
  const titles = new Map<string, string>();
  for (const { suite, measures } of results.suites) {
    for (const each of measures) {
      const name = `${suite}.${each.id}`;
      if (PLOTTED.includes(name)) {
        const file = `${name.replace('.', '-')}.svg`;
        writeFileSync(join(PLOTS, file), plot(each, machineLine(results.machine)));
        titles.set(file, heading(each));
      }
    }
  }
  showPlots(titles);
  writeFileSync(join(import.meta.dirname, 'RESULTS.md'), resultsText(results));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      report: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  if (values.report) {
    writeReport(JSON.parse(readFileSync(FULL, 'utf8')) as Results);
    return;
  }
  const only = named(values.only);
  ensureInstalled();
  ensureBuilt();
  const effort = EFFORTS[values.full ? 'full' : 'quick'];
  mkdirSync(RESULTS, { recursive: true });
  const write = (file: string) => (results: Results) =>
    writeFileSync(file, `${JSON.stringify(results, undefined, 1)}\n`);
  const begun = performance.now();
  const results = await measure(effort, only, effort.kind === 'full' ? write(FULL) : () => {});
  console.log(showGoals(results));
  console.log(`${((performance.now() - begun) / 1000).toFixed(0)} s in all`);
  if (effort.kind === 'full') writeReport(results);
  // part of a quick run is no result to keep
  else if (only === undefined) write(join(RESULTS, 'quick.json'))(results);
}

await main();
process.exit(0);
