/** `local.text` finds, replaces, normalises and compares as the sidecar does, and refuses what it refuses. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Local, local } from '../../client/local.ts';
import type { Ruleset } from '../../protocol/index.ts';
import { useRig } from '../text/rig.ts';
import { mixedMessages } from '../vectors/mixed-text.ts';

const scope = useRig();

const OWN: Ruleset = {
  rules: [
    { id: 'word', pattern: '[a-z]{7}' },
    { id: 'mixed', pattern: 'É|ß', flags: 'iu' },
  ],
};
const RULESETS: [name: string, rules: Ruleset][] = [
  ['secrets', 'secrets'],
  ['pii', 'pii'],
  ["rules of one's own", OWN],
  ['all of them', ['secrets', 'pii', OWN]],
];

/** Mixed text with something to find in it, a list that repeats itself here and there. */
function texts(seed: number, bytes: number): string[] {
  const found = [
    'mail maria.schmidt@example.org, card 4111 1111 1111 1111',
    'AKIAZ7QWERTYUIOP2345',
    'naïve 🛶 große ß',
  ];
  const mixed = mixedMessages(seed, bytes).map((text, i) => (i % 3 === 0 ? `${text} ${found[(i / 3) % 3]} 🛶` : text));
  return [...mixed, ...mixed.slice(0, 3), `${mixed[1]} more`];
}

/** An answer without what took how long. */
async function told(answer: Promise<unknown>): Promise<unknown> {
  const result = await answer;
  return typeof result === 'object' ? { ...result, timing: undefined } : result;
}

/** What either can do. */
type Call = (text: Pick<Local['text'], 'scan' | 'redact' | 'normalize' | 'dedupe'>) => Promise<unknown>;

/** Both must answer alike, or fail alike. */
async function same(call: Call): Promise<unknown> {
  const fault = ({ code, rpcCode, data, message }: Record<string, unknown>) => ({ code, rpcCode, data, message });
  const [mine, theirs] = await Promise.all([local.text, scope.rig.text].map((text) => told(call(text)).catch(fault)));
  expect(mine).toEqual(theirs);
  return mine;
}

describe.each(RULESETS)('with %s', (_name, rules) => {
  test("a scan has the sidecar's matches, in bytes and in UTF-16 units", async () => {
    const all = texts(5, 60_000);
    const units = (await same((text) => text.scan(all, rules))) as { matches: unknown[] };
    expect(units.matches.length).toBeGreaterThanOrEqual(5);
    await same((text) => text.scan(all, rules, { encoding: 'utf-8' }));
    await same((text) => text.scan(all[0] ?? '', rules));
    await same((text) => text.scan([], rules));
  });

  test('a text is redacted as by the sidecar', async () => {
    const all = texts(6, 40_000);
    const { counts } = (await same((text) => text.redact(all, rules))) as { counts: Record<string, number> };
    expect(Object.keys(counts).length).toBeGreaterThan(0);
    await same((text) => text.redact(all[0] ?? '', rules, { replacement: '<{rule}>' }));
  });
});

test.each(['NFC', 'NFD', 'NFKC', 'NFKD'] as const)('%s of any text is what JavaScript makes of it', async (form) => {
  const property = fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (drawn) => {
    // What JavaScript's Unicode doesn't know yet, the kernel's newer one may decompose (68 characters of Unicode 18 in Node 26).
    const text = drawn.replaceAll(/\p{Cn}/gu, '');
    const normal = text.normalize(form);
    expect(await local.text.normalize(text, form)).toBe(normal);
    expect(await local.text.normalize(Buffer.from(text), form)).toBe(normal);
  });
  await fc.assert(property, { numRuns: 200 });
  expect(await local.text.normalize('\ufeffa', form)).toBe('\ufeffa');
});

test('duplicates are grouped as by the sidecar: exact, and near at any threshold', async () => {
  const all = texts(8, 50_000);
  const { groups } = (await same((text) => text.dedupe(all))) as { groups: number[][] };
  expect(groups.length).toBeGreaterThanOrEqual(3);
  for (const threshold of [0.3, 0.8, 1]) await same((text) => text.dedupe(all, { mode: 'near', threshold }));
  await same((text) => text.dedupe([]));
});

test('more rulesets than are kept serve calls that run at the same time', async () => {
  const calls = Array.from({ length: 12 }, (_, i) =>
    local.text.scan('one two', { rules: [{ id: `rule-${i}`, pattern: i % 2 === 0 ? 'one' : 'two' }] }),
  );
  const found = (await Promise.all(calls)).map(({ matches }) => matches);
  expect(found).toEqual(
    Array.from({ length: 12 }, (_, i) => [{ rule: `rule-${i}`, start: i % 2 === 0 ? 0 : 4, end: i % 2 === 0 ? 3 : 7 }]),
  );
});

describe('what the sidecar refuses is refused in its words', () => {
  const NO_TEXT = new Uint8Array([0x61, 0xff]);
  const REFUSED: [what: string, call: Call][] = [
    ['a pattern that does not parse', (text) => text.scan('a', { rules: [{ id: 'bad', pattern: '(' }] })],
    ['a rule id that is none', (text) => text.scan('a', { rules: [{ id: 'No Id', pattern: 'a' }] })],
    ['an unknown pack', (text) => text.scan('a', 'packs' as 'pii')],
    ['an unknown encoding', (text) => text.scan('a', 'pii', { encoding: 'utf-32' as 'utf-8' })],
    ['a text that is no UTF-8', (text) => text.redact(['a', NO_TEXT], 'pii')],
    ['a normal form that is none', (text) => text.normalize('a', 'NFX' as 'NFC')],
    ['bytes that are no text', (text) => text.normalize(NO_TEXT)],
    ['a threshold above 1', (text) => text.dedupe(['a'], { mode: 'near', threshold: 2 })],
    ['a list that is none', (text) => text.dedupe('a' as unknown as string[])],
    [
      'more matches than a reply holds',
      (text) => text.scan('a'.repeat(300_000), { rules: [{ id: 'a', pattern: 'a' }] }),
    ],
  ];
  test.each(REFUSED)('%s', async (_what, call) => {
    expect(await same(call)).toMatchObject({ code: expect.stringMatching(/^(?:InvalidParams|BadRuleset|TooLarge)$/) });
  });
});
