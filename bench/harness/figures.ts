/** Figures as text, the same in the terminal, in Markdown and in plots: as many digits as they are worth. */
import type { MachineDescription } from './machine.ts';
import type { Measure, Row } from './results.ts';
import type { Spread } from './statistics.ts';

export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function value({ median, low, high, runs }: Spread): string {
  return runs === 1 ? figure(median) : `${figure(median)} (${figure(low)}–${figure(high)})`;
}

export function ratio(row: Row): string {
  return row.ratio === undefined ? '' : `${figure(row.ratio.median)}x`;
}

export function heading({ title, unit, better }: Measure): string {
  return `${title}, ${unit} (${better} is better)`;
}

export function machineLine({ cpu, logical, memoryGiB, system, node }: MachineDescription): string {
  return `${cpu}, ${logical} logical processors, ${memoryGiB} GiB; ${system}; Node ${node}`;
}
