/**
 * Work on text, one worker unless it says two: the same messages by the sidecar (strings that are sent along, and texts that lie in
 * a mapped segment; results are sent back) and by what runs on a JavaScript main thread. What they find is compared before
 * anything is timed.
 */
import type { Outrigger, Ruleset } from '../../client/index.ts';
import {
  apartOf,
  type Contestant,
  contest,
  type Placed,
  type Raced,
  ratios,
  rowsOf,
  timesOf,
} from '../harness/contest.ts';
import { type Listening, startSidecar } from '../harness/program.ts';
import type { Effort, Measure, Suite } from '../harness/results.ts';
import { builtClient } from '../programs/built.ts';
import { chat, PATTERNS } from '../programs/chat.ts';
import { type LaidTexts, layTexts } from '../programs/laid-texts.ts';
import { adversary } from './adversary.ts';

const MB = 1e6;
const RULES = { rules: PATTERNS.map(([id, pattern]) => ({ id, pattern })) };
const PACKS: Ruleset = ['secrets', 'pii'];
const REGEXP = 'main thread, one RegExp alternation';
const ONE = 'outrigger, one worker';
const TWO = 'outrigger, two workers';
const ONE_LAID = 'outrigger, one worker, texts in a segment';
const TWO_LAID = 'outrigger, two workers, texts in a segment';
/** How what is called warm is measured. */
const IN_ROW = 'Each runs twice in its turn, and the second run counts.';

interface Sides {
  readonly texts: string[];
  readonly bytes: number;
  readonly one: Outrigger;
  readonly two: Outrigger;
  readonly laidForOne: LaidTexts;
  readonly laidForTwo: LaidTexts;
}

/** The same work by one worker and by two, on strings and on texts in a segment. */
function fourWays(
  sides: Sides,
  strings: (rig: Outrigger) => unknown,
  laid: (rig: Outrigger, texts: LaidTexts) => unknown,
): Contestant[] {
  const { one, two, laidForOne, laidForTwo } = sides;
  return [
    { name: ONE, run: async () => void (await strings(one)) },
    { name: TWO, run: async () => void (await strings(two)) },
    { name: ONE_LAID, run: async () => void (await laid(one, laidForOne)) },
    { name: TWO_LAID, run: async () => void (await laid(two, laidForTwo)) },
  ];
}

/** How many times as long the first takes as the second. */
function over(placed: readonly Placed[], first: string, second: string): number {
  return ratios(timesOf(placed, first), timesOf(placed, second)).median;
}

/** The same of runs that come after others', as a call does in a program that has done something else meanwhile. */
function overApart(raced: readonly Raced[], first: string, second: string): number {
  return ratios(apartOf(raced, first), apartOf(raced, second)).median;
}

function measure(id: string, title: string, method: string, bytes: number, placed: readonly Placed[]): Measure {
  const rows = rowsOf(placed, (ms) => bytes / MB / (ms / 1000));
  return { id, title, unit: 'MB/s', better: 'higher', method, rows };
}

/** Where the alternation matches, which is what the sidecar answers too; how many that are. Compiled once, as the sidecar's rules are. */
function alternation(): (texts: readonly string[]) => number {
  const all = new RegExp(PATTERNS.map(([, pattern]) => `(?:${pattern})`).join('|'), 'g');
  return (texts) => {
    const places: number[] = [];
    for (const text of texts) {
      // faster than matchAll, which makes another RegExp for each text
      for (let match = all.exec(text); match !== null; match = all.exec(text)) places.push(match.index, all.lastIndex);
    }
    return places.length / 2;
  };
}

function jsScan(texts: readonly string[]): Contestant {
  const matches = alternation();
  return { name: REGEXP, run: () => void matches(texts) };
}

async function scanning(sides: Sides, effort: Effort) {
  const { texts, bytes, one, laidForOne } = sides;
  const { matches } = await one.text.scan(texts, RULES, { encoding: 'utf-8' });
  // an alternation gives one match where two rules overlap; there are few such places, and never more of them
  if (alternation()(texts) > matches.length) throw new Error('scan: fewer matches than JavaScript finds');
  const { source, lengths } = laidForOne;
  const laid = await one.text.scan(source, RULES, { lengths, encoding: 'utf-8' });
  if (JSON.stringify(laid.matches) !== JSON.stringify(matches)) throw new Error('scan: other matches in a segment');
  const ways = fourWays(
    sides,
    (rig) => rig.text.scan(texts, RULES),
    (rig, { source, lengths }) => rig.text.scan(source, RULES, { lengths }),
  );
  const placed = await contest([jsScan(texts), ...ways], { ...effort, inRow: true });
  const facts = {
    scanOverRegExp: over(placed, REGEXP, ONE),
    scanApartOverRegExp: overApart(placed, REGEXP, ONE),
    scanTwoOverOne: over(placed, ONE, TWO),
    laidScanOverRegExp: over(placed, REGEXP, ONE_LAID),
    laidScanTwoOverOne: over(placed, ONE_LAID, TWO_LAID),
  };
  const method = `${PATTERNS.length} rules of one's own over mixed-script chat and code; rules and RegExp are compiled before. ${IN_ROW}`;
  return { measure: measure('scan', 'Scan by custom rules', method, bytes, placed), facts };
}

/** Rules that no worker has compiled yet: one has another name each time. */
function freshRules() {
  const [[id, pattern] = ['', ''], ...others] = PATTERNS;
  const first = { id: `${id}-${freshRules.made++}`, pattern };
  return { rules: [first, ...others.map(([id, pattern]) => ({ id, pattern }))] };
}
freshRules.made = 0;

async function firstPass(sides: Sides, effort: Effort) {
  const { texts, bytes } = sides;
  const ways = fourWays(
    sides,
    (rig) => rig.text.scan(texts, freshRules()),
    (rig, { source, lengths }) => rig.text.scan(source, freshRules(), { lengths }),
  );
  const placed = await contest([jsScan(texts), ...ways], effort);
  const facts = { firstScanOverRegExp: over(placed, REGEXP, ONE) };
  const method = "The same, with rules that are new each time: their compilation is part of it. JavaScript's are warm.";
  return { measure: measure('first-scan', 'Scan by custom rules, the first pass', method, bytes, placed), facts };
}

/** The built-in packs: ten times the kernel's work on the same texts, so that it is the workers that are measured. */
async function packs(sides: Sides, effort: Effort) {
  const { bytes, one, two, laidForOne, laidForTwo } = sides;
  const scan = (rig: Outrigger, { source, lengths }: LaidTexts) => rig.text.scan(source, PACKS, { lengths });
  const [byOne, byTwo] = [await scan(one, laidForOne), await scan(two, laidForTwo)];
  if (JSON.stringify(byOne.matches) !== JSON.stringify(byTwo.matches)) throw new Error('packs: other matches');
  const placed = await contest(
    [
      { name: ONE_LAID, run: async () => void (await scan(one, laidForOne)) },
      { name: TWO_LAID, run: async () => void (await scan(two, laidForTwo)) },
    ],
    { ...effort, inRow: true },
  );
  const facts = { laidPacksTwoOverOne: over(placed, ONE_LAID, TWO_LAID) };
  const method = `Both built-in packs over the same texts in a segment: what a second worker adds where the work is the workers'. ${IN_ROW}`;
  return { measure: measure('pack-scan', 'Scan by the built-in packs', method, bytes, placed), facts };
}

async function tokens(sides: Sides, effort: Effort) {
  const { texts, bytes, one, laidForOne } = sides;
  const options = { encoding: 'o200k_base' } as const;
  const name = 'main thread, gpt-tokenizer';
  // loaded here: before, its 200,000 tokens would only be in the collector's way
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  const rival = () => texts.map((text) => countTokens(text));
  const own = rival().join();
  const { counts } = await one.text.tokens(texts, options);
  const { source, lengths } = laidForOne;
  const laid = await one.text.tokens(source, { ...options, lengths });
  if (own !== counts.join() || own !== laid.counts.join()) throw new Error('tokens: other counts');
  const ways = fourWays(
    sides,
    (rig) => rig.text.tokens(texts, options),
    (rig, { source, lengths }) => rig.text.tokens(source, { ...options, lengths }),
  );
  const placed = await contest([{ name, run: () => void rival() }, ...ways], { ...effort, inRow: true });
  const facts = {
    tokensOverGptTokenizer: over(placed, name, ONE),
    tokensApartOverGptTokenizer: overApart(placed, name, ONE),
    textTwoOverOne: over(placed, ONE, TWO),
    laidTokensOverGptTokenizer: over(placed, name, ONE_LAID),
    laidTokensTwoOverOne: over(placed, ONE_LAID, TWO_LAID),
  };
  const method = `Counts of o200k_base, a message at a time; the counts are the same. ${IN_ROW}`;
  return { measure: measure('tokens', 'Count tokens', method, bytes, placed), facts };
}

async function normalizing({ texts, one }: Sides, effort: Effort) {
  const whole = texts.join('').slice(0, 4_000_000);
  if ((await one.text.normalize(whole, 'NFC')) !== whole.normalize('NFC')) throw new Error('normalize: another text');
  const placed = await contest(
    [
      { name: "main thread, String's normalize", run: () => void whole.normalize('NFC') },
      { name: ONE, run: async () => void (await one.text.normalize(whole, 'NFC')) },
    ],
    { ...effort, inRow: true },
  );
  const method = `One text to NFC, sent along and sent back: what is worth a trip, and what is not. ${IN_ROW}`;
  return measure('normalize', 'Normalize', method, Buffer.byteLength(whole), placed);
}

export const text: Suite = {
  name: 'text',
  title: 'Work on text',
  async run(effort: Effort) {
    const { connect } = await builtClient();
    const texts = chat(effort.kind === 'full' ? 10 * MB : 3 * MB);
    const bytes = texts.reduce((sum, each) => sum + Buffer.byteLength(each), 0);
    const sidecars: Listening[] = [];
    const rigs: Outrigger[] = [];
    try {
      for (const workers of ['1', '2']) {
        const sidecar = await startSidecar(['--workers', workers]);
        sidecars.push(sidecar);
        rigs.push(await connect({ path: sidecar.path }));
      }
      const [one, two] = rigs as [Outrigger, Outrigger];
      const laid = { laidForOne: await layTexts(one, texts), laidForTwo: await layTexts(two, texts) };
      const sides = { texts, bytes, one, two, ...laid };
      const scan = await scanning(sides, effort);
      const first = await firstPass(sides, effort);
      const packed = await packs(sides, effort);
      const counted = await tokens(sides, effort);
      const normalized = await normalizing(sides, effort);
      const hostile = await adversary(sides.one, effort);
      return {
        measures: [scan.measure, first.measure, packed.measure, counted.measure, normalized, hostile.measure],
        facts: {
          ...scan.facts,
          ...first.facts,
          ...packed.facts,
          ...counted.facts,
          worstOfFourfoldText: hostile.worst,
        },
        missing: [],
      };
    } finally {
      for (const rig of rigs) await rig.dispose();
      for (const sidecar of sidecars) await sidecar.close();
    }
  },
};
