/** Texts that are files: many of them in one call, with strings between, and what a file that can't be read does to the call. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Outrigger, type SourceInput, spawn } from '../../client/index.ts';
import { useRig } from './rig.ts';

const COUNT = 100;
const digits = { rules: [{ id: 'digits', pattern: '\\d+' }] };
const scope = useRig();
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outrigger-texts-'));
  // of very different sizes, so that they are read in another order than they are asked for
  for (let i = 0; i < COUNT; i++) writeFileSync(join(folder, `${i}`), `${'x'.repeat(((i * 37) % 5) * 200_000)}${i} é`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (i: number | string) => ({ path: join(folder, `${i}`) });

test('many files and strings of one call are told in the order that they were named in', async () => {
  const sources = Array.from({ length: COUNT }, (_, i): SourceInput => (i % 10 === 3 ? `${i}` : file(i)));
  const { matches } = await scope.rig.text.scan(sources, digits);
  expect(matches.map(({ text }) => text)).toEqual(Array.from({ length: COUNT }, (_, i) => i));
  const { counts } = await scope.rig.text.tokens(sources, { encoding: 'o200k_base' });
  expect(counts).toHaveLength(COUNT);
  expect(counts[3]).toBe(1);
});

test('a file that is not there ends the call with its name, and the next call has all of its memory', async () => {
  const before = (await scope.rig.server.status()).arena.used;
  for (let round = 0; round < 5; round++) {
    const sources = Array.from({ length: COUNT }, (_, i) => file(i === 60 ? 'missing' : i));
    await expect(scope.rig.text.scan(sources, digits)).rejects.toMatchObject({
      code: 'FileError',
      data: { code: 'ENOENT', path: file('missing').path },
    });
  }
  expect((await scope.rig.server.status()).arena.used).toBe(before);
  expect((await scope.rig.text.scan([file(7)], digits)).matches).toHaveLength(1);
});

test('a range of a file is the text, and one that is not there is told by its field', async () => {
  const { matches } = await scope.rig.text.scan([file(5), { ...file(10), offset: 0, length: 2 }], digits);
  expect(matches).toEqual([
    { rule: 'digits', start: 0, end: 1, text: 0 },
    { rule: 'digits', start: 0, end: 2, text: 1 },
  ]);
  await expect(scope.rig.text.scan([file(5), { ...file(10), offset: 99 }], digits)).rejects.toMatchObject({
    code: 'InvalidParams',
    data: { path: 'texts[1].offset' },
  });
});

/** Calls that need more than their text: a vocabulary that a new sidecar has to build first, rules that don't compile. */
const encoding = 'o200k_base';
const missing = { path: '/nowhere/at-all' };
const bad = { rules: [{ id: 'evil', pattern: '(' }] };
const failing: Record<string, [code: string, call: (rig: Outrigger) => Promise<unknown>]> = {
  'text/tokens': ['FileError', (rig) => rig.text.tokens([missing], { encoding })],
  'text/chunk': ['FileError', (rig) => rig.text.chunk(missing, { encoding, maxTokens: 9 })],
  'prompt/prepare': ['FileError', (rig) => rig.prompt.prepare([missing], { encoding, redact: 'pii' })],
  'prompt/prepare, whose rules are bad too': [
    'FileError',
    (rig) => rig.prompt.prepare([missing], { encoding, redact: bad }),
  ],
  'prompt/prepare with bad rules': ['BadRuleset', (rig) => rig.prompt.prepare([file(4)], { encoding, redact: bad })],
};

test.each(Object.entries(failing))(
  '%s on a new sidecar: a call that fails is all that fails',
  async (_, [code, call]) => {
    await using rig = await spawn({ args: ['--workers', '2'] });
    const other = rig.text.tokens(['one two'], { encoding });
    await expect(call(rig)).rejects.toMatchObject({ code });
    expect((await other).counts).toEqual([2]);
    expect((await rig.text.tokens([file(10)], { encoding: 'cl100k_base' })).counts).toEqual([2]);
  },
);
