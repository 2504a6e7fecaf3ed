/** Scanning and redacting through the running sidecar: offsets, order, windows, errors, and what is left after redaction. */
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Match, Ruleset } from '../../client/index.ts';
import { useRig } from './rig.ts';

const scope = useRig();
const digits: Ruleset = { rules: [{ id: 'digits', pattern: '\\d+' }] };

/** What the matches are in the text, by UTF-16 offsets. */
function found(text: string, matches: readonly Match[]): [rule: string, value: string][] {
  return matches.map(({ rule, start, end }) => [rule, text.slice(start, end)]);
}

describe('text/scan', () => {
  test('UTF-16 offsets index the right substring after astral characters, and UTF-8 offsets the right bytes', async () => {
    const text = '😀 mail 𝒳 bob@example.org 日本 4111 1111 1111 1111.';
    const { matches } = await scope.rig.text.scan(text, 'pii');
    expect(found(text, matches)).toEqual([
      ['email', 'bob@example.org'],
      ['payment-card', '4111 1111 1111 1111'],
    ]);
    const { matches: inBytes } = await scope.rig.text.scan(text, 'pii', { encoding: 'utf-8' });
    const bytes = Buffer.from(text);
    expect(inBytes.map(({ start, end }) => bytes.subarray(start, end).toString())).toEqual([
      'bob@example.org',
      '4111 1111 1111 1111',
    ]);
  });

  test('rules of one’s own find what RegExp finds, wherever in a text it stands', async () => {
    // A rule for each kind of first bytes, so that every group of the sieve is met.
    const patterns = ['@[a-z]{2,8}', 'key-[0-9a-f]{4}', '[0-9]{2}:[0-9]{2}', 'x_[A-Z]{2}', '#é[0-9]', '日本[a-z]'];
    const all = new RegExp(patterns.map((pattern) => `(?:${pattern})`).join('|'), 'g');
    const rules: Ruleset = { rules: patterns.map((pattern, i) => ({ id: `r${i}`, pattern })) };
    const fill = fc.constantFrom(
      '',
      'a',
      'é',
      '😀',
      'filler ',
      'Привет ',
      '漢字 ',
      'x'.repeat(29),
      '日本',
      'k',
      '1',
      '#',
      '@',
    );
    const hit = fc.constantFrom('@bob', 'key-00ff', '12:34', 'x_AB', '#é1', '日本z', 'key-00', '1:2');
    const texts = fc.array(fc.array(fc.oneof(fill, hit), { maxLength: 60 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(1, 40), async (pieces, times) => {
        const given = pieces.map((parts) => `${parts.join(' ')} `.repeat(times));
        const { matches } = await scope.rig.text.scan(given, rules);
        const spans = matches.map(({ text = -1, start, end }) => [text, start, end]);
        const expected = given.flatMap((text, i) =>
          [...text.matchAll(all)].map((match) => [i, match.index, match.index + match[0].length]),
        );
        expect(spans).toEqual(expected);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  test('a card that fails Luhn and an IBAN that fails its checksum are not reported', async () => {
    const text = 'card 4111 1111 1111 1112 iban DE89 3704 0044 0532 0130 01';
    const { matches } = await scope.rig.text.scan(text, 'pii');
    expect(matches.filter(({ rule }) => rule === 'payment-card' || rule === 'iban')).toEqual([]);
    const { matches: valid } = await scope.rig.text.scan('iban DE89 3704 0044 0532 0130 00', 'pii');
    expect(valid.map(({ rule }) => rule)).toEqual(['iban']);
  });

  test('matches come by text, then start, then end, then rule; those of one rule never overlap', async () => {
    const rules: Ruleset = {
      rules: [
        { id: 'word', pattern: '[a-z]+' },
        { id: 'ab', pattern: 'ab' },
        { id: 'any', pattern: '[a-z]' },
      ],
    };
    const { matches } = await scope.rig.text.scan(['abc', '', 'ab'], rules);
    expect(matches.map(({ text, start, end, rule }) => [text, start, end, rule])).toEqual([
      [0, 0, 1, 'any'],
      [0, 0, 2, 'ab'],
      [0, 0, 3, 'word'],
      [0, 1, 2, 'any'],
      [0, 2, 3, 'any'],
      [2, 0, 1, 'any'],
      [2, 0, 2, 'ab'],
      [2, 0, 2, 'word'],
      [2, 1, 2, 'any'],
    ]);
  });

  test('classes are ASCII unless the flags hold u', async () => {
    const text = '٣3';
    const unicode: Ruleset = { rules: [{ id: 'digits', pattern: '\\d+', flags: 'u' }] };
    expect(found(text, (await scope.rig.text.scan(text, digits)).matches)).toEqual([['digits', '3']]);
    expect(found(text, (await scope.rig.text.scan(text, unicode)).matches)).toEqual([['digits', '٣3']]);
  });

  test('a text that is cut into windows gives what it gives whole', async () => {
    const line = `${'some words without a match '.repeat(20)}id 12345 mail user@example.com 10.1.2.3\n`;
    const long = line.repeat(5000);
    expect(long.length).toBeGreaterThan(2_000_000);
    const { matches } = await scope.rig.text.scan(long, ['pii', digits]);
    const { matches: one } = await scope.rig.text.scan(line, ['pii', digits]);
    expect(matches.length).toBe(one.length * 5000);
    const last = matches.slice(-one.length).map(({ rule, start, end }) => ({
      rule,
      start: start - line.length * 4999,
      end: end - line.length * 4999,
    }));
    expect(last).toEqual(one);
  });

  test('a match that reaches across many windows is one match', async () => {
    const text = `x${'a'.repeat(1_500_000)}y`;
    const { matches } = await scope.rig.text.scan(text, { rules: [{ id: 'run', pattern: 'xa+y' }] });
    expect(matches).toEqual([{ rule: 'run', start: 0, end: text.length }]);
  });

  test('text may lie in a file or a segment, and bytes that are no UTF-8 are scanned as they are', async () => {
    const path = join(tmpdir(), `outrigger-scan-${randomBytes(6).toString('hex')}`);
    await writeFile(path, 'mail a@example.org');
    await using segment = await scope.rig.segment(64);
    await segment.write(0, Buffer.from('zz 77'));
    const sources = [{ path }, segment.range(0, 5), new Uint8Array([0xff, 0x34, 0x32])];
    const { matches } = await scope.rig.text.scan(sources, ['pii', digits], { encoding: 'utf-8' });
    expect(matches).toEqual([
      { rule: 'email', start: 5, end: 18, text: 0 },
      { rule: 'digits', start: 3, end: 5, text: 1 },
      { rule: 'digits', start: 1, end: 3, text: 2 },
    ]);
  });

  test.each([
    ['a pattern that does not compile', { rules: [{ id: 'bad', pattern: '((' }] }, 'BadRuleset', { rule: 'bad' }],
    [
      'one that grows without bound',
      { rules: [{ id: 'evil', pattern: '((\\w{100}){100}){100}' }] },
      'BadRuleset',
      { rule: 'evil' },
    ],
    [
      'an id that is taken',
      {
        rules: [
          { id: 'a', pattern: 'a' },
          { id: 'a', pattern: 'b' },
        ],
      },
      'BadRuleset',
      { rule: 'a' },
    ],
    ['an id in capitals', { rules: [{ id: 'A', pattern: 'a' }] }, 'InvalidParams', { path: 'rules.rules[0].id' }],
    ['an unknown pack', ['everything' as 'pii'], 'InvalidParams', { path: 'rules[0]' }],
  ] as [string, Ruleset, string, object][])('%s is refused by name', async (_, rules, code, data) => {
    await expect(scope.rig.text.scan('x', rules)).rejects.toMatchObject({ code, data });
    expect((await scope.rig.text.scan('12', digits)).matches.length).toBe(1);
  });

  test('a scan of a long text is cancelled in its middle, and the next one is right', async () => {
    const abort = new AbortController();
    const text = '1.1.'.repeat(2_000_000);
    const scan = scope.rig.text.scan(text, 'pii', { signal: abort.signal });
    setTimeout(() => abort.abort(), 30);
    await expect(scan).rejects.toMatchObject({ code: 'RequestCancelled' });
    expect((await scope.rig.text.scan('12', digits)).matches.length).toBe(1);
  });
});

describe('text/redact', () => {
  test('the union of overlapping matches is replaced once, named by the first', async () => {
    const rules: Ruleset = {
      rules: [
        { id: 'left', pattern: 'abc' },
        { id: 'right', pattern: 'cde' },
      ],
    };
    expect(await scope.rig.text.redact('xabcdex', rules, { replacement: '<{rule}>' })).toMatchObject({
      text: 'x<left>x',
      counts: { left: 1 },
    });
  });

  test.each([
    ['packs', ['secrets', 'pii'] as Ruleset],
    ['a rule that matches its own replacement', { rules: [{ id: 'word', pattern: '[a-z]+' }] } as Ruleset],
    ['a rule that what was apart makes match', { rules: [{ id: 'gap', pattern: 'ab' }] } as Ruleset],
  ])('nothing is left to be found: %s', async (_, rules) => {
    const text = 'aabb mail bob@example.org aab b 4111-1111-1111-1111 password = "hunter2Hunter2!" and 10.0.0.1';
    const redacted = await scope.rig.text.redact(text, rules);
    expect((await scope.rig.text.scan(redacted.text, rules)).matches).toEqual([]);
  });

  test('texts come back in their order, and what has nothing in it as it was', async () => {
    const { texts, counts } = await scope.rig.text.redact(['a@example.org', 'nothing 😀', ''], 'pii');
    expect(texts).toEqual(['[email]', 'nothing 😀', '']);
    expect(counts).toEqual({ email: 1 });
  });

  test('text that is no UTF-8 is refused by its place', async () => {
    await expect(scope.rig.text.redact(['ok', new Uint8Array([0xc3])], 'pii')).rejects.toMatchObject({
      code: 'InvalidParams',
      data: { path: 'texts[1]' },
    });
  });
});

describe('bytes that are no UTF-8', () => {
  const latin = (times: number) => Buffer.from('caf\xe9 12 '.repeat(times), 'latin1');

  test.each([1, 200_000])('have offsets in bytes, and none in UTF-16 units: %i times', async (times) => {
    const rules = digits;
    const text = latin(times);
    const { matches } = await scope.rig.text.scan(text, rules, { encoding: 'utf-8' });
    expect(matches.map(({ start }) => start)).toEqual(Array.from({ length: times }, (_, i) => i * 8 + 5));
    await expect(scope.rig.text.scan(text, rules)).rejects.toMatchObject({
      code: 'InvalidParams',
      data: { path: 'text' },
    });
    // what stands behind the last match shifts no offset
    const behind = Buffer.concat([Buffer.from('😀 12 '), Buffer.from([0xe9, 0xff])]);
    expect((await scope.rig.text.scan(behind, rules)).matches).toEqual([
      { rule: digits.rules[0]?.id, start: 3, end: 5 },
    ]);
    const texts = { texts: ['a', text], rules, encoding: 'utf-16' as const };
    await expect(scope.rig.call('text/scan', texts)).rejects.toMatchObject({ data: { path: 'texts[1]' } });
  });
});

describe('a text that takes much of a worker’s memory', () => {
  const lines = (bytes: number) => 'write to bob@example.org at night, '.repeat(Math.ceil(bytes / 35));
  const path = join(tmpdir(), `outrigger-large-${randomBytes(6).toString('hex')}`);
  afterAll(() => rm(path));

  test('is redacted when the reply can hold it', async () => {
    const text = lines(15_000_000);
    await writeFile(path, text);
    const { text: redacted, counts } = await scope.rig.text.redact({ path }, 'pii', {
      replacement: '<somebody-or-other>',
    });
    expect(redacted).toBe(text.replaceAll('bob@example.org', '<somebody-or-other>'));
    expect(counts).toEqual({ email: text.length / 35 });
  });

  test('is told to be too large for it, and the next call is served', async () => {
    await writeFile(path, `bob@example.org ${'and words '.repeat(4_000_000)}`);
    const refused = { code: 'OutOfMemory', retryable: false };
    await expect(scope.rig.text.redact({ path }, 'pii')).rejects.toMatchObject(refused);
    await expect(scope.rig.prompt.prepare([{ path }], { redact: 'pii' })).rejects.toMatchObject(refused);
    expect((await scope.rig.text.redact('bob@example.org', 'pii')).text).toBe('[email]');
  });
});

describe('progress', () => {
  const long = 'some words 12 '.repeat(200_000);
  const bytes = ['12', long].reduce((sum, text) => sum + text.length, 0);
  const fresh = (id: string): Ruleset => ({ rules: [{ id, pattern: `${id}\\d` }] });

  test.each([
    ['a long text among others', (on: object) => scope.rig.text.scan(['12', long], fresh('one'), on)],
    ['rules that are new', (on: object) => scope.rig.text.redact(['12', long], fresh('two'), on)],
    ['several steps', (on: object) => scope.rig.prompt.prepare(['12', long], { dedupe: 'near', ...on })],
  ])('of a call that takes several jobs is that of all its texts: %s', async (_, call) => {
    const told: { kind: string; done: number; total: number }[] = [];
    await call({ onProgress: (value: (typeof told)[number]) => void told.push(value) });
    expect(told[0]).toMatchObject({ kind: 'begin', done: 0, total: bytes });
    expect(told.at(-1)).toMatchObject({ kind: 'end', done: bytes, total: bytes });
    expect(told.filter(({ kind }) => kind !== 'report')).toHaveLength(2);
  });

  test('begins and ends where there is nothing to do', async () => {
    const told: string[] = [];
    const onProgress = ({ kind }: { kind: string }) => void told.push(kind);
    await scope.rig.call('text/tokens', { texts: [], encoding: 'o200k_base' }, { onProgress });
    expect(told).toEqual(['begin', 'end']);
  });
});
