/** Results as Markdown: bench/RESULTS.md. Text out of results alone: no figure comes from anywhere else. */
import { heading, machineLine, ratio, value } from './figures.ts';
import { judge, verdict } from './goals.ts';
import type { Measure, Results, SuiteResult } from './results.ts';

const cell = (text: string) => text.replaceAll('|', '\\|');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return lines.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function measureText(measure: Measure, rounds: number): string {
  const hasNotes = measure.rows.some(({ note }) => note !== undefined);
  const hasRatios = measure.rows.some((row) => row.ratio !== undefined);
  const head = ['', measure.unit, ...(hasRatios ? ['times the first'] : []), ...(hasNotes ? [''] : [])];
  const rows = measure.rows.map((row) => [
    row.name,
    value(row.value),
    ...(hasRatios ? [ratio(row, measure)] : []),
    ...(hasNotes ? [row.note ?? ''] : []),
  ]);
  const method = [measure.method, ...samplesText(measure, rounds)].join(' ');
  return `### ${heading(measure)}\n\n${method}\n\n${table(head, rows)}`;
}

/** Of how many samples the rows are, where that isn't one a round. */
function samplesText({ rows }: Measure, rounds: number): string[] {
  const [runs = 1, ...others] = new Set(rows.map(({ value: { runs } }) => runs));
  return runs === 1 || runs === rounds || others.length > 0 ? [] : [`Samples a row: ${runs}.`];
}

function suiteText(suite: SuiteResult, rounds: number): string {
  const missing = suite.missing.map((what) => `Not run here: ${what}.`);
  return [`## ${suite.title}`, ...suite.measures.map((each) => measureText(each, rounds)), ...missing].join('\n\n');
}

/** The goals as a table. */
export function goalsText(results: Results): string {
  const rows = judge(results).map((each) => {
    const { measured, met } = verdict(each);
    return [each.measure, each.goal, measured, met, each.beside];
  });
  return table(['measure', 'goal', 'measured', 'met?', 'beside it'], rows);
}

export function resultsText(results: Results): string {
  const rounds = results.suites[0]?.measures[0]?.rows[0]?.value.runs ?? 0;
  return [
    '# Results',
    `Written by \`npm run bench:full\` from bench/results/${results.kind}.json; nothing here was typed. ${results.when}, commit ${results.commit}, on ${machineLine(results.machine)}.`,
    `Contestants take turns, ${rounds} rounds of each unless it says otherwise. A figure is the median of the rounds, in brackets the tenth and ninetieth percentile. "Times the first" is the median over rounds of a row's figure over that of the first row: of a throughput how many times as much, of a time how many times as long. A MB is 10^6 bytes; a KiB is 1,024 bytes and a MiB 1,024 KiB.`,
    `## Goals\n\n${goalsText(results)}`,
    ...results.suites.map((suite) => suiteText(suite, rounds)),
    '',
  ].join('\n\n');
}
