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

/** Times something else: small ones with two digits that tell something, instead of 0.00. */
export function times(ratio: number): string {
  return `${ratio > 0 && ratio < 0.1 ? Number(ratio.toPrecision(2)) : figure(ratio)}x`;
}

/** How many times the first row's figure this one is: of a time, how many times as long. */
export function ratio({ ratio: better }: Row, measure: Measure): string {
  if (better === undefined) return '';
  return times(measure.better === 'higher' ? better.median : 1 / better.median);
}

export function heading({ title, unit, better }: Measure): string {
  return `${title}, ${unit} (${better} is better)`;
}

export function machineLine({ cpu, logical, memoryGiB, system, node }: MachineDescription): string {
  return `${cpu}, ${logical} logical processors, ${memoryGiB} GiB; ${system}; Node ${node}`;
}
