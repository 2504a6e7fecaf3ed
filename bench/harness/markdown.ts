/** Results as Markdown: bench/RESULTS.md. Text out of results alone: no figure comes from anywhere else. */
import { figure, heading, machineLine, ratio, value } from './figures.ts';
import { judge, verdict } from './goals.ts';
import type { Measure, Results, SuiteResult } from './results.ts';

const cell = (text: string) => text.replaceAll('|', '\\|');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return lines.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function measureText(measure: Measure): string {
  const hasNotes = measure.rows.some(({ note }) => note !== undefined);
  const hasRatios = measure.rows.some((row) => row.ratio !== undefined);
  const head = ['', measure.unit, ...(hasRatios ? ['against the first'] : []), ...(hasNotes ? [''] : [])];
  const rows = measure.rows.map((row) => [
    row.name,
    value(row.value),
    ...(hasRatios ? [ratio(row)] : []),
    ...(hasNotes ? [row.note ?? ''] : []),
  ]);
  return `### ${heading(measure)}\n\n${measure.method}\n\n${table(head, rows)}`;
}

function suiteText(suite: SuiteResult): string {
  const missing = suite.missing.map((what) => `Not run here: ${what}.`);
  return [`## ${suite.title}`, ...suite.measures.map(measureText), ...missing].join('\n\n');
}

/** The goals as a table. */
export function goalsText(results: Results): string {
  const rows = judge(results).map((each) => {
    const { measured, met } = verdict(each);
    return [each.measure, each.goal, measured, met];
  });
  return table(['measure', 'goal', 'measured', ''], rows);
}

export function resultsText(results: Results): string {
  const rounds = results.suites[0]?.measures[0]?.rows[0]?.value.runs ?? 0;
  return [
    '# Results',
    `Written by \`npm run bench:full\` from bench/results/${results.kind}.json; nothing here was typed. ${results.when}, commit ${results.commit}, on ${machineLine(results.machine)}.`,
    `Contestants take turns, ${figure(rounds).replace(/\.0+$/, '')} rounds of each. A figure is the median of the rounds, in brackets the tenth and ninetieth percentile; a ratio is the median of the ratios within rounds, and more is better.`,
    `## Goals\n\n${goalsText(results)}`,
    ...results.suites.map(suiteText),
    '',
  ].join('\n\n');
}
