/** Results as the terminal shows them. Text in, text out. */
import { heading, machineLine, ratio, value } from './figures.ts';
import { judge, verdict } from './goals.ts';
import type { Results, SuiteResult } from './results.ts';

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  }
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd());
}

export function showSuite(suite: SuiteResult): string {
  const parts = suite.measures.map((measure) => {
    const rows = measure.rows.map((row) => [row.name, value(row.value), ratio(row, measure), row.note ?? '']);
    return [heading(measure), ...columns(rows)].join('\n');
  });
  const missing = suite.missing.map((what) => `  not run here: ${what}`);
  return [`\n== ${suite.title}`, ...parts, ...missing].join('\n');
}

export function showGoals(results: Results): string {
  const rows = judge(results).map((each) => {
    const { measured, met } = verdict(each);
    return [met, each.measure, `goal ${each.goal}`, `measured ${measured}`, each.beside];
  });
  const machine = machineLine(results.machine);
  return ['\n== Goals', ...columns(rows), '', `Measured on ${machine}`].join('\n');
}
