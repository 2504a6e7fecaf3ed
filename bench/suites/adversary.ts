/**
 * What hostile text costs: four times the text may cost at most some four times the time, whatever it repeats. One worker's own
 * time is compared, by the packs and by rules of one's own.
 */
import type { Outrigger } from '../../client/index.ts';
import type { Ruleset } from '../../protocol/index.ts';
import type { Effort, Measure, Row } from '../harness/results.ts';
import { spread } from '../harness/statistics.ts';
import { PROMPT_PATTERNS } from '../programs/prompts.ts';

const UNITS = ['a', 'a@', '1.1.', 'http://a:', 'password=', `AB12${'A'.repeat(28)}`];
/** What begins a match of a pack's rule: each hit would run the rule over the same text again. */
const LITERALS = ['eyJ-', 'glpat-', 'clientsecret=', 'APIM/', 'born '];
/** Bytes of the smaller text: the larger one is still scanned whole, by one worker. */
const SMALL = 128 * 1024;
const OWN = { rules: PROMPT_PATTERNS.map(([id, pattern]) => ({ id, pattern })) };
const SETS: readonly { name: string; rules: Ruleset; units: readonly string[] }[] = [
  { name: 'packs', rules: ['secrets', 'pii'], units: [...UNITS, ...LITERALS] },
  { name: 'own rules', rules: OWN, units: UNITS },
];

/** The least of three: what the machine does besides only adds. */
async function runMs(rig: Outrigger, text: string, rules: Ruleset): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) times.push((await rig.text.scan(text, rules)).timing.runMs);
  return Math.min(...times);
}

/** A row for each unit and set of rules, and the worst of them. */
export async function adversary(rig: Outrigger, effort: Effort): Promise<{ measure: Measure; worst: number }> {
  const rows: Row[] = [];
  for (const { name, rules, units } of SETS) {
    for (const unit of units) {
      const [small, large] = [SMALL, 4 * SMALL].map((bytes) => unit.repeat(bytes / unit.length)) as [string, string];
      const ratios: number[] = [];
      for (let round = 0; round < (effort.kind === 'full' ? 5 : 3); round++) {
        const base = await runMs(rig, small, rules);
        ratios.push((await runMs(rig, large, rules)) / base);
      }
      const shown = unit.length > 12 ? `${unit.slice(0, 8)}…` : unit;
      rows.push({ name: `${shown} repeated, ${name}`, value: spread(ratios) });
    }
  }
  const measure: Measure = {
    id: 'adversary',
    title: 'Time for four times the hostile text, over that for one',
    unit: 'x',
    better: 'lower',
    method: `${SMALL / 1024} and ${(4 * SMALL) / 1024} KiB of one piece repeated, scanned by one worker, whose own time it is (the least of three). 4 is linear; 16 would be quadratic.`,
    rows,
  };
  return { measure, worst: Math.max(...rows.map(({ value }) => value.median)) };
}
