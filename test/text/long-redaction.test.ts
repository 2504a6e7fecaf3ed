/** A long text that all workers redact comes out as where one thread does all of it, which `outrigger/local` is; texts keep their places. */
import { describe, expect, test } from 'vitest';
import { local } from '../../client/local.ts';
import type { Ruleset } from '../../protocol/index.ts';
import { caught } from '../client/caught.ts';
import { mixedMessages } from '../vectors/mixed-text.ts';
import { useRig } from './rig.ts';

const scope = useRig();

/** More than a megabyte, with something to find all over it. */
function longText(seed: number): string {
  const found = ['mail maria.schmidt@example.org', 'AKIAZ7QWERTYUIOP2345', 'card 4111 1111 1111 1111 😀', 'aabb'];
  return mixedMessages(seed, 1_300_000)
    .map((text, i) => `${text} ${found[i % found.length]} `)
    .join('\n');
}

const own = (pattern: string) => ({ rules: [{ id: 'own', pattern }] });

describe('a long text is redacted as by one thread', () => {
  test.each<[what: string, rules: Ruleset, replacement: string | undefined]>([
    ['by both packs', ['secrets', 'pii'], undefined],
    ['by a rule of one’s own and a pack', ['pii', own('[a-z]{9,}')], '<{rule}>'],
    ['where the replacement matches again', own('\\w+'), undefined],
    ['where what a replacement leaves meets and matches again', own('ab'), ''],
    ['where nothing is found', own('no such words 42'), undefined],
    ['where nothing is left', own('(?s).{1,900}'), ''],
  ])('%s', async (_, rules, replacement) => {
    const text = longText(11);
    const options = replacement === undefined ? {} : { replacement };
    const [expected, { text: redacted, counts }] = [
      await local.text.redact(text, rules, options),
      await scope.rig.text.redact(text, rules, options),
    ];
    expect(counts).toEqual(expected.counts);
    // not the texts themselves: what differs in a megabyte takes a minute to print
    expect(redacted === expected.text).toBe(true);
  });
});

test('long texts among short ones keep their places, told all or only if they changed', async () => {
  const texts = [
    'short1',
    longText(5),
    'as it is',
    `${'clean words\n'.repeat(100_000)}`,
    'mail me@example.org',
    longText(6),
  ];
  const expected = await local.text.redact(texts, 'pii');
  expect(expected.texts[3]).toBe(texts[3]);
  const { texts: redacted, counts } = await scope.rig.text.redact(texts, 'pii');
  expect(redacted.map((text, i) => text === expected.texts[i])).toEqual(texts.map(() => true));
  const named = { texts, rules: 'pii', replacement: '[{rule}]' } as const;
  const all = await scope.rig.call('text/redact', named);
  expect('texts' in all && all.texts.every((text, i) => text === expected.texts[i])).toBe(true);
  expect([counts, all.counts]).toEqual([expected.counts, expected.counts]);
});

test('a long text that is no UTF-8 is refused by its place', async () => {
  const bytes = Buffer.from('words\n'.repeat(300_000));
  bytes[1_000_000] = 0xff;
  const error = await caught(scope.rig.text.redact(['short', bytes], own('nothing such')));
  expect(error).toMatchObject({ code: 'InvalidParams', data: { path: 'texts[1]' } });
});

test('what is wrong with a short text behind a long one is told by its own place', async () => {
  const bad = Buffer.concat([Buffer.of(0xff), Buffer.from(' 42')]);
  const texts = [Buffer.from('words\n'.repeat(300_000)), bad];
  const fails = [
    scope.rig.text.scan(texts, own('42'), { encoding: 'utf-16' }),
    scope.rig.text.redact(texts, own('42')),
  ].map(caught);
  for (const error of await Promise.all(fails)) {
    expect(error).toMatchObject({ code: 'InvalidParams', data: { path: 'texts[1]' } });
  }
});
