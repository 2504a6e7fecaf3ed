/**
 * Work on text, one worker unless it says two: the same messages by the sidecar (sent along, results sent back) and by what runs
 * on a JavaScript main thread. What they find is compared before anything is timed.
 */
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { Outrigger } from '../../client/index.ts';
import { contest, type Placed, ratios, rowsOf, timesOf } from '../harness/contest.ts';
import { type Listening, startSidecar } from '../harness/program.ts';
import type { Effort, Measure, Suite } from '../harness/results.ts';
import { builtClient } from '../programs/built.ts';
import { chat, PATTERNS } from '../programs/chat.ts';
import { adversary } from './adversary.ts';

const MB = 1e6;
const RULES = { rules: PATTERNS.map(([id, pattern]) => ({ id, pattern })) };
const ONE = 'outrigger, one worker';
const TWO = 'outrigger, two workers';

interface Sides {
  readonly texts: string[];
  readonly bytes: number;
  readonly one: Outrigger;
  readonly two: Outrigger;
}

function measure(id: string, title: string, method: string, bytes: number, placed: readonly Placed[]): Measure {
  const rows = rowsOf(placed, (ms) => bytes / MB / (ms / 1000));
  return { id, title, unit: 'MB/s', better: 'higher', method, rows };
}

function jsMatches(texts: readonly string[]): number {
  const all = new RegExp(PATTERNS.map(([, pattern]) => `(?:${pattern})`).join('|'), 'g');
  return texts.reduce((sum, text) => sum + [...text.matchAll(all)].length, 0);
}

async function scanning({ texts, bytes, one, two }: Sides, effort: Effort) {
  const found = (await one.text.scan(texts, RULES)).matches.length;
  // an alternation gives one match where two rules overlap; there are few such places, and never more of them
  if (jsMatches(texts) > found) throw new Error('scan: fewer matches than JavaScript finds');
  const placed = await contest(
    [
      { name: 'main thread, one RegExp alternation', run: () => void jsMatches(texts) },
      { name: ONE, run: async () => void (await one.text.scan(texts, RULES)) },
      { name: TWO, run: async () => void (await two.text.scan(texts, RULES)) },
    ],
    effort,
  );
  const method = `${PATTERNS.length} rules of one's own over mixed-script chat and code; the sidecar's rules are compiled by the warm-up.`;
  return measure('scan', 'Scan by custom rules', method, bytes, placed);
}

async function tokens({ texts, bytes, one, two }: Sides, effort: Effort) {
  const options = { encoding: 'o200k_base' } as const;
  const rival = () => texts.map((text) => encode(text).length);
  const { counts } = await one.text.tokens(texts, options);
  if (rival().some((count, i) => count !== counts[i])) throw new Error('tokens: other counts');
  const placed = await contest(
    [
      { name: 'main thread, gpt-tokenizer', run: () => void rival() },
      { name: ONE, run: async () => void (await one.text.tokens(texts, options)) },
      { name: TWO, run: async () => void (await two.text.tokens(texts, options)) },
    ],
    effort,
  );
  const facts = {
    tokensOverGptTokenizer: ratios(timesOf(placed, 'main thread, gpt-tokenizer'), timesOf(placed, ONE)).median,
    textTwoOverOne: ratios(timesOf(placed, ONE), timesOf(placed, TWO)).median,
  };
  const method = 'Counts of o200k_base, a message at a time; the counts are the same.';
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
    effort,
  );
  const method = 'One text to NFC, sent along and sent back: what is worth a trip, and what is not.';
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
      const sides = { texts, bytes, one: rigs[0] as Outrigger, two: rigs[1] as Outrigger };
      const scan = await scanning(sides, effort);
      const counted = await tokens(sides, effort);
      const normalized = await normalizing(sides, effort);
      const hostile = await adversary(sides.one, effort);
      return {
        measures: [scan, counted.measure, normalized, hostile.measure],
        facts: {
          ...counted.facts,
          worstOfFourfoldText: hostile.worst,
          scanOverRegExp: scan.rows[1]?.ratio?.median ?? Number.NaN,
        },
        missing: [],
      };
    } finally {
      for (const rig of rigs) await rig.dispose();
      for (const sidecar of sidecars) await sidecar.close();
    }
  },
};
