/** Normalising, duplicates, and prompt/prepare through the running sidecar. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { useRig } from './rig.ts';

const scope = useRig();
const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;

/** Code points that this Node's Unicode has: newer ones may be normalised by the kernel's newer tables. */
function assigned(): string {
  let text = '';
  for (let point = 0; point < 0x30000; point++) {
    const char = String.fromCodePoint(point);
    if (/\P{Cn}/u.test(char) && !/\p{Cs}/u.test(char)) text += `a${char}\u0301${char}`;
  }
  return text;
}

describe('text/normalize', () => {
  test.each(FORMS)('%s of every code point, alone and beside others, is what JavaScript makes of it', async (form) => {
    const text = assigned();
    expect((await scope.rig.text.normalize(text, form)) === text.normalize(form)).toBe(true);
  });

  test.each(FORMS)('a long text in %s is what JavaScript makes of it, wherever its pieces end', async (form) => {
    const piece = fc.constantFrom(
      'a',
      'e\u0301',
      '\u0301',
      '\u1100\u1161',
      '각',
      '漢',
      '\uf900',
      'が',
      '\u3099',
      '😀',
      'ﬁ\u0323',
      '\u0958',
    );
    const long = fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 40 }), fc.constantFrom('', 'x', '漢', '\n'))
      // marks alone are the next test's: JavaScript takes minutes for them
      .filter(([pieces, between]) => between !== '' || pieces.some((each) => !/^\p{M}/u.test(each)))
      .map(([pieces, between]) => (pieces.join('') + between).repeat(Math.ceil(1_300_000 / pieces.length)));
    await fc.assert(
      fc.asyncProperty(long, async (text) => {
        const normal = await scope.rig.text.normalize(text, form);
        expect(normal === text.normalize(form)).toBe(true);
        expect((await scope.rig.text.normalize(normal, form)) === normal).toBe(true);
      }),
      { numRuns: 6 },
    );
  });

  // no oracle of JavaScript's: to order a long run of marks takes its normalize the square of their number
  test.each(FORMS)('a long text of nothing but marks out of order is ordered in %s', async (form) => {
    const count = 400_000;
    const [low, middle, high] = ['\u3099', '\u0323', '\u0301'].map((mark) => mark.repeat(count));
    const normal = await scope.rig.text.normalize('\u0301\u0323\u3099'.repeat(count), form);
    expect(normal === `${low}${middle}${high}`).toBe(true);
    expect((await scope.rig.text.normalize(normal, form)) === normal).toBe(true);
  });

  test('a change in one place of a long text is all that comes back, and it is right', async () => {
    const text = `${'plain text, normal already; '.repeat(60_000)}e\u0301${' and more of it'.repeat(60_000)}`;
    expect((await scope.rig.text.normalize(text, 'NFC')) === text.normalize('NFC')).toBe(true);
    const { changed, text: bytes } = (await scope.rig.call('text/normalize', {
      text: 'caf\u00e9',
      form: 'NFC',
      packed: true,
    })) as unknown as { changed: boolean; text?: Uint8Array };
    expect([changed, bytes]).toEqual([false, undefined]);
    const lone = `${text}\ud800`;
    await expect(scope.rig.text.normalize(lone)).rejects.toMatchObject({
      code: 'InvalidParams',
      data: { path: 'text' },
    });
  });

  test('any text is normalised as JavaScript does it', async () => {
    const char = fc.constantFrom(
      'a',
      'é',
      'ﬁ',
      '가',
      'ᄀ',
      'ᅡ',
      'ᆨ',
      '\u0301',
      '\u0323',
      '\u0345',
      '\u3099',
      'か',
      'Å',
      '½',
    );
    const text = fc.array(char, { maxLength: 60 }).map((chars) => chars.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...FORMS), async (input, form) => {
        expect(await scope.rig.text.normalize(input, form)).toBe(input.normalize(form));
      }),
      { numRuns: 200 },
    );
  });
});

describe('text/dedupe', () => {
  test('exact groups hold equal texts, and unique the first of each with all others', async () => {
    const { groups, unique } = await scope.rig.text.dedupe(['a', 'b', 'a', 'c', 'b', 'a']);
    expect(groups).toEqual([
      [0, 2, 5],
      [1, 4],
    ]);
    expect(unique).toEqual([0, 1, 3]);
  });

  test('near groups hold what shares most of its shingles, and nothing under the threshold', async () => {
    const words = Array.from({ length: 120 }, (_, i) => `word${(i * 7919) % 1000}`);
    const edited = words.with(60, 'other');
    const halved = [...words.slice(0, 60), ...Array.from({ length: 60 }, (_, i) => `new${i}`)];
    const texts = [words, edited, halved].map((each) => each.join(' '));
    expect((await scope.rig.text.dedupe(texts, { mode: 'near' })).groups).toEqual([[0, 1]]);
    expect((await scope.rig.text.dedupe(texts, { mode: 'near', threshold: 0.99 })).groups).toEqual([]);
    expect((await scope.rig.text.dedupe(texts, { mode: 'near', threshold: 0.2 })).groups).toEqual([[0, 1, 2]]);
  });

  test('no texts, and texts without words, are no fault', async () => {
    expect(await scope.rig.text.dedupe([])).toMatchObject({ groups: [], unique: [] });
    expect((await scope.rig.text.dedupe(['', '  ', 'x'], { mode: 'near' })).groups).toEqual([[0, 1]]);
  });
});

describe('prompt/prepare', () => {
  test('every step is what its own method does, in their order', async () => {
    const texts = ['Mail bob@example.org, e\u0301', 'ﬁne', 'Mail bob@example.org, \u00e9'];
    const { items } = await scope.rig.prompt.prepare(texts, {
      normalize: 'NFC',
      redact: 'pii',
      encoding: 'o200k_base',
      dedupe: 'exact',
    });
    for (const [i, item] of items.entries()) {
      const normal = await scope.rig.text.normalize(texts[i] ?? '', 'NFC');
      const { text, counts } = await scope.rig.text.redact(normal, 'pii');
      expect(item).toMatchObject({ text, redactions: counts });
      expect(item.sha256).toBe(createHash('sha256').update(text).digest('hex'));
      expect([item.tokens]).toEqual((await scope.rig.text.tokens(text, { encoding: 'o200k_base' })).counts);
    }
    expect(items.map(({ duplicateOf }) => duplicateOf)).toEqual([undefined, undefined, 0]);
  });

  test('a step that is not asked for is left out', async () => {
    const { items } = await scope.rig.prompt.prepare(['e\u0301 bob@example.org']);
    expect(items).toEqual([
      { text: 'e\u0301 bob@example.org', redactions: {}, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect((await scope.rig.prompt.prepare([])).items).toEqual([]);
  });

  test('maxTokens cuts a text to its first chunk, and needs an encoding', async () => {
    const text = 'A sentence of some words. '.repeat(100);
    const { items } = await scope.rig.prompt.prepare([text, 'short'], { encoding: 'cl100k_base', maxTokens: 50 });
    expect(text.startsWith(items[0]?.text ?? 'no item')).toBe(true);
    expect(items[0]?.tokens).toBeLessThanOrEqual(50);
    expect(items[0]?.tokens).toBeGreaterThan(25);
    expect(items[1]).toMatchObject({ text: 'short', tokens: 1 });
    await expect(scope.rig.prompt.prepare(['x'], { maxTokens: 5 })).rejects.toMatchObject({
      code: 'InvalidParams',
      data: { path: 'encoding' },
    });
  });

  test('near duplicates are told of the prepared texts', async () => {
    const base = Array.from({ length: 100 }, (_, i) => `w${i}`).join(' ');
    const { items } = await scope.rig.prompt.prepare([base, `${base} a@example.org`, 'else'], {
      redact: 'pii',
      dedupe: { mode: 'near', threshold: 0.9 },
    });
    expect(items.map(({ duplicateOf }) => duplicateOf)).toEqual([undefined, 0, undefined]);
  });
});
