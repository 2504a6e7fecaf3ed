/**
 * A measure as a bar chart in SVG: one bar a row, the spread as a whisker, ours in their own colour. Draws what it is given;
 * readable in light and dark, since it brings its own background.
 */
import { figure, heading } from './figures.ts';
import type { Measure, Row } from './results.ts';

const WIDTH = 860;
const LABELS = 320;
const FIGURES = 90;
const BAR = 20;
const STEP = 28;
const TOP = 56;
const FOOT = 34;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function scaleOf(rows: readonly Row[]): (value: number) => number {
  const most = Math.max(...rows.map(({ value }) => value.high), Number.MIN_VALUE);
  return (value) => (Math.max(0, value) / most) * (WIDTH - LABELS - FIGURES);
}

function bar(row: Row, index: number, scale: (value: number) => number): string {
  const y = TOP + index * STEP;
  const middle = y + BAR / 2;
  const own = /outrigger/.test(row.name) ? 'own' : 'other';
  const { low, median, high } = row.value;
  const end = LABELS + scale(median);
  return [
    `<text class="label" x="${LABELS - 8}" y="${middle + 4}" text-anchor="end">${escaped(row.name)}</text>`,
    `<rect class="${own}" x="${LABELS}" y="${y}" width="${scale(median).toFixed(1)}" height="${BAR}" rx="2"/>`,
    `<path class="whisker" d="M${(LABELS + scale(low)).toFixed(1)} ${middle}H${(LABELS + scale(high)).toFixed(1)}"/>`,
    `<text class="figure" x="${(Math.max(end, LABELS + scale(high)) + 6).toFixed(1)}" y="${middle + 4}">${figure(median)}</text>`,
  ].join('\n');
}

export function plot(measure: Measure, machine: string): string {
  const { rows } = measure;
  const height = TOP + rows.length * STEP + FOOT;
  const scale = scaleOf(rows);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(heading(measure))}">
<style>
text { font: 13px system-ui, sans-serif; fill: #1f2933; }
.title { font-weight: 600; font-size: 16px; }
.label { font-size: 12.5px; }
.foot { font-size: 11px; fill: #616e7c; }
.own { fill: #0b7285; }
.other { fill: #b8c4ce; }
.whisker { stroke: #1f2933; stroke-opacity: 0.55; stroke-width: 1.5; }
</style>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<text class="title" x="16" y="30">${escaped(heading(measure))}</text>
${rows.map((row, i) => bar(row, i, scale)).join('\n')}
<text class="foot" x="16" y="${height - 12}">Median; the line is the tenth to ninetieth percentile. ${escaped(machine)}</text>
</svg>
`;
}
