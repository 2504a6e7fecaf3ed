/** Batches of texts, however they travel: in parts, as strings, by their lengths, in segments. The result is one request's. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connect, type Outrigger, spawn } from '../../client/index.ts';
import { caught } from '../client/caught.ts';
import { RealSidecar } from '../client/real-sidecar.ts';
import { useRig } from './rig.ts';

const scope = useRig();

const RULES = {
  rules: [
    { id: 'word', pattern: 'secret[0-9]+' },
    { id: 'mail', pattern: '[a-z]+@[a-z]+\\.org' },
  ],
};
const O200K = { encoding: 'o200k_base' } as const;

/** What keeps a call one request, which is what parts are compared with. */
const whole = { onProgress: () => {} };

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('secret42', 'me@example.org', '😀 secret7 ', 'AKIAIOSFODNN7EXAMPLE', 'naïve\n\ntext ', '日本語'),
);
const small = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
/** Lists that are large enough to go in parts, and whose ids fit one reply; texts of every size, also some larger than a part. */
const lists = fc
  .tuple(fc.array(small, { minLength: 1, maxLength: 60 }), fc.constantFrom(40, 6000, 300_000), fc.constantFrom(1, 200))
  .map(([texts, units, times]) => {
    const many = Array.from({ length: times }, (_, k) => texts.map((text) => `${text} ${k}`)).flat();
    return [
      ...many,
      `${texts[0]} me@example.org `.repeat(Math.ceil(units / ((texts[0]?.length ?? 0) + 16))),
      'x'.repeat(700_000),
      ...texts,
    ];
  });

/** The same texts in a segment. */
async function inSegment(rig: Outrigger, texts: readonly string[]) {
  const bytes = texts.map((text) => Buffer.from(text));
  const lengths = bytes.map(({ length }) => length);
  const joined = Buffer.concat(bytes);
  const segment = await rig.segment(Math.max(1, joined.length));
  await segment.write(0, joined);
  return { segment, text: segment.range(0, joined.length), joined, lengths };
}

function without<T extends { timing: unknown }>({ timing: _, ...rest }: T) {
  return rest;
}

describe('parts of a batch have the result of one request', () => {
  const runs = { numRuns: 8, endOnFailure: true };

  test('text/scan, with offsets of either kind', async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.constantFrom('utf-8' as const, 'utf-16' as const), async (texts, encoding) => {
        const parts = await scope.rig.text.scan(texts, ['secrets', RULES], { encoding });
        const one = await scope.rig.text.scan(texts, ['secrets', RULES], { encoding, ...whole });
        expect(without(parts)).toEqual(without(one));
      }),
      runs,
    );
  });

  test('text/redact', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (texts) => {
        const parts = await scope.rig.text.redact(texts, RULES, { replacement: '<{rule}>' });
        expect(without(parts)).toEqual(
          without(await scope.rig.text.redact(texts, RULES, { replacement: '<{rule}>', ...whole })),
        );
      }),
      runs,
    );
  });

  test('text/tokens, with and without ids', async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.boolean(), async (texts, ids) => {
        const parts = await scope.rig.text.tokens(texts, { ...O200K, ids });
        expect(without(parts)).toEqual(without(await scope.rig.text.tokens(texts, { ...O200K, ids, ...whole })));
      }),
      runs,
    );
  });

  test('prompt/prepare, where no text is compared with another, and where it is', async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.constantFrom(undefined, 'exact' as const), async (texts, dedupe) => {
        const options = { normalize: 'NFC', redact: RULES, encoding: 'o200k_base', maxTokens: 5000, dedupe } as const;
        const parts = await scope.rig.prompt.prepare(texts, options);
        expect(without(parts)).toEqual(without(await scope.rig.prompt.prepare(texts, { ...options, ...whole })));
      }),
      runs,
    );
  });
});

test('prepared texts that come as bytes, and only if they changed, are those that come in maps', async () => {
  const steps = fc.record({
    normalize: fc.constantFrom(undefined, 'NFKC' as const),
    redact: fc.constantFrom(undefined, RULES, ['secrets' as const, RULES]),
    encoding: fc.constantFrom(undefined, 'o200k_base' as const),
    dedupe: fc.constantFrom(undefined, 'exact' as const, 'near' as const),
  });
  const some = fc.oneof(fc.array(small, { maxLength: 30 }), lists);
  let [changed, unchanged] = [0, 0];
  await fc.assert(
    fc.asyncProperty(some, steps, async (texts, steps) => {
      const given = { ...steps, ...(steps.encoding && { maxTokens: 5000 }) };
      const { items } = await scope.rig.prompt.prepare(texts, given);
      const plain = await scope.rig.call('prompt/prepare', { texts, ...given, packed: false });
      expect(items).toEqual(plain.items);
      for (const [i, { text }] of items.entries()) text === texts[i] ? unchanged++ : changed++;
    }),
    { numRuns: 40 },
  );
  expect(Math.min(changed, unchanged)).toBeGreaterThan(0);
});

test('a prepared text as bytes: its numbers, its digest, and nothing of a text that is as it was given', async () => {
  const texts = ['secret1 me@example.org secret2', 'as given 😀', 'as given 😀'];
  const params = { texts, redact: RULES, encoding: 'o200k_base', dedupe: 'exact', packed: 'changed' } as const;
  const { items, text, rules, redactions } = (await scope.rig.call('prompt/prepare', params)) as unknown as {
    items: Uint8Array;
    text: Uint8Array;
    rules: string[];
    redactions: Uint8Array;
  };
  const redacted = '[word] [mail] [word]';
  const { counts } = await scope.rig.text.tokens([redacted, 'as given 😀'], O200K);
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const told = [0, 48, 96].map((at) => {
    const [words, digest] = [new DataView(items.buffer, items.byteOffset + at, 16), items.slice(at + 16, at + 48)];
    return [...[0, 4, 8, 12].map((field) => words.getUint32(field, true)), Buffer.from(digest).toString('hex')];
  });
  expect(told).toEqual([
    [redacted.length, counts[0], 2, 0, sha256(redacted)],
    [2 ** 32 - 1, counts[1], 0, 1, sha256('as given 😀')],
    [2 ** 32 - 1, counts[1], 0, 1, sha256('as given 😀')],
  ]);
  expect(Buffer.from(text).toString()).toBe(redacted);
  const named = new Uint32Array(redactions.slice().buffer);
  expect([rules[named[0] ?? 9], named[1], rules[named[2] ?? 9], named[3]]).toEqual(['word', 2, 'mail', 1]);
});

test('redacted texts that come as bytes, and only if something was replaced, are those that come as strings', async () => {
  const some = fc.oneof(fc.array(small, { maxLength: 30 }), lists);
  await fc.assert(
    fc.asyncProperty(some, fc.constantFrom('', '[{rule}]'), async (texts, replacement) => {
      const redacted = await scope.rig.text.redact(texts, RULES, { replacement });
      const params = { texts, rules: RULES, replacement };
      const plain = await scope.rig.call('text/redact', { ...params, packed: false });
      expect(without(redacted)).toEqual(without(plain));
      const [first = ''] = texts;
      const one = await scope.rig.text.redact(first, RULES, { replacement });
      expect(one.text).toBe(texts.length === 0 ? '' : plain.texts?.[0]);
    }),
    { numRuns: 30 },
  );
  const packed = await scope.rig.call('text/redact', { texts: ['', 'secret1', '😀'], rules: RULES, packed: 'changed' });
  expect(packed).toMatchObject({
    text: new Uint8Array(Buffer.from('[word]')),
    lengths: [null, 6, null],
    counts: { word: 1 },
  });
});

test('a list that its caller changes before the answer comes is answered as it was', async () => {
  const texts = ['as given', 'secret1'];
  const [redacted, prepared] = [
    scope.rig.text.redact(texts, RULES),
    scope.rig.prompt.prepare(texts, { redact: RULES }),
  ];
  texts.fill('another');
  expect((await redacted).texts).toEqual(['as given', '[word]']);
  expect((await prepared).items.map(({ text }) => text)).toEqual(['as given', '[word]']);
});

test('texts by their lengths have the result of a list, from a segment and from bytes', async () => {
  await fc.assert(
    fc.asyncProperty(lists, async (texts) => {
      const { segment, text, joined, lengths } = await inSegment(scope.rig, texts);
      const list = without(await scope.rig.text.scan(texts, RULES, { encoding: 'utf-8', ...whole }));
      // large enough to go in parts, and as one request
      for (const options of [{}, whole]) {
        const scan = await scope.rig.text.scan(text, RULES, { encoding: 'utf-8', lengths, ...options });
        expect(without(scan)).toEqual(list);
      }
      for (const source of [text, joined]) {
        expect(without(await scope.rig.text.scan(source, RULES, { encoding: 'utf-8', lengths }))).toEqual(list);
      }
      const redacted = without(await scope.rig.text.redact(texts, RULES, whole));
      expect(without(await scope.rig.text.redact(text, RULES, { lengths }))).toEqual(redacted);
      const { counts } = await scope.rig.text.tokens(texts, { ...O200K, ...whole });
      expect((await scope.rig.text.tokens(text, { ...O200K, lengths })).counts).toEqual(counts);
      const { items } = await scope.rig.prompt.prepare(texts, { ...O200K, dedupe: 'exact' });
      expect((await scope.rig.prompt.prepare(text, { ...O200K, dedupe: 'exact', lengths })).items).toEqual(items);
      const groups = without(await scope.rig.text.dedupe(texts));
      expect(without(await scope.rig.text.dedupe(text, { lengths }))).toEqual(groups);
      await segment.dispose();
    }),
    { numRuns: 6 },
  );
});

test('matches as bytes are those of the list, with the names of the rules that matched', async () => {
  const texts = ['secret1 me@example.org', '', '😀secret22'];
  const params = { texts, rules: RULES, encoding: 'utf-16', packed: true } as const;
  const { matches, rules } = (await scope.rig.call('text/scan', params)) as unknown as {
    matches: Uint8Array;
    rules: string[];
  };
  const words = new Uint32Array(matches.slice().buffer);
  const told = Array.from({ length: words.length / 4 }, (_, i) => {
    const [rule = 0, start, end, text] = words.subarray(i * 4);
    return { rule: rules[rule], start, end, text };
  });
  expect(told).toEqual((await scope.rig.text.scan(texts, RULES)).matches);
  expect(told).toHaveLength(3);
});

describe('where a part’s results are more than a reply holds, fewer texts go together', () => {
  const REPLY = 96 * 1024;
  const texts = Array.from({ length: 700 }, (_, i) => `secret${i} me@example.org `.repeat(1 + (i % 90)));
  const ways = ['strings', 'bytes', 'a segment'] as const;

  test.each(ways)('%s', async (way) => {
    await using sidecar = await RealSidecar.listen('--reply-bytes', String(REPLY));
    await using rig = await connect({ path: sidecar.path });
    const { segment, text, joined, lengths } = await inSegment(rig, texts);
    const [input, given] = { strings: [texts, {}], bytes: [joined, { lengths }], 'a segment': [text, { lengths }] }[
      way
    ] as [Uint8Array, { lengths: number[] }];
    const { matches } = await rig.text.scan(input, RULES, given);
    expect(matches.length * 16).toBeGreaterThan(4 * REPLY);
    expect(matches).toEqual((await scope.rig.text.scan(texts, RULES, whole)).matches);
    const redacted = await rig.text.redact(input, RULES, given);
    expect(without(redacted)).toEqual(without(await scope.rig.text.redact(texts, RULES, whole)));
    await segment.dispose();
  });

  test('a single text that is too much by itself is told by its place', async () => {
    await using sidecar = await RealSidecar.listen('--reply-bytes', String(REPLY));
    await using rig = await connect({ path: sidecar.path });
    const full = [...texts, 'secret1 '.repeat(90_000)];
    const error = await caught(rig.text.scan(full, RULES));
    expect(error).toMatchObject({ code: 'TooLarge', data: { limit: 'matches' } });
    expect(error).toHaveProperty('message', expect.stringContaining('texts[700]'));
  });
});

describe('what is wrong with texts by their lengths is told by its place', () => {
  test.each([
    [{ text: 'abc', lengths: [1, 1] }, 'lengths'],
    [{ text: 'abc', lengths: [1, -1, 3] }, 'lengths[1]'],
    [{ text: 'abc', lengths: [1, 0.5] }, 'lengths[1]'],
    [{ text: 'abc', lengths: 'x' }, 'lengths'],
    [{ lengths: [1] }, 'lengths'],
    [{ texts: ['a'], lengths: [1] }, 'lengths'],
    [{ text: Buffer.from([0x61, 0xc3, 0xa4]), lengths: [2, 1] }, 'lengths[0]'],
    [{ text: Buffer.from([0x61, 0x62, 0xff]), lengths: [1, 2] }, 'lengths[1]'],
  ])('%o: %s', async (params, path) => {
    const call = scope.rig.call('text/tokens', { ...O200K, ...params } as never);
    expect(await caught(call)).toMatchObject({ code: 'InvalidParams', data: { path } });
  });

  test('a method that works on lists wants a list, or lengths with a text', async () => {
    const call = scope.rig.call('text/dedupe', { text: 'abc', mode: 'exact' });
    expect(await caught(call)).toMatchObject({ code: 'InvalidParams', data: { path: 'texts' } });
  });
});

test('a batch that is aborted under way rejects with its reason, and the next one is whole', async () => {
  const texts = Array.from({ length: 4000 }, (_, i) => `secret${i} ${'lorem ipsum '.repeat(300)}`);
  const stop = new AbortController();
  const scan = scope.rig.text.scan(texts, RULES, { signal: stop.signal });
  setTimeout(() => stop.abort('enough'), 5);
  expect(await caught(scan)).toMatchObject({ code: 'RequestCancelled', cause: 'enough' });
  expect((await scope.rig.text.scan(texts, RULES)).matches).toHaveLength(4000);
});

test('many matches in many texts are found as long as a reply holds them, and are TooLarge after that', async () => {
  const dense = ['me@example.org '.repeat(30_000), ...Array.from({ length: 1500 }, (_, i) => `secret${i}`)];
  for (const options of [{}, whole]) {
    expect((await scope.rig.text.scan(dense, ['secrets', RULES], options)).matches.length).toBeGreaterThan(30_000);
  }
  const letters = { rules: [{ id: 'a', pattern: 'a' }] };
  const texts = Array(4).fill('a'.repeat(250_000));
  expect((await scope.rig.text.scan(texts, letters)).matches).toHaveLength(1_000_000);
  const told = scope.rig.call('text/scan', { texts, rules: letters, packed: false });
  expect(await caught(told)).toMatchObject({ code: 'TooLarge', data: { limit: 'replyBytes' } });
});

test('large lists that are compared have the groups of one sent along, side by side with batches and after each other', async () => {
  const words = Array.from({ length: 3000 }, (_, i) => `word${(i * 7919) % 3001}`);
  const text = (i: number) => words.slice(i * 9, i * 9 + 200).join(' ');
  const texts = Array.from({ length: 400 }, (_, i) => (i % 3 === 1 ? `${text(i - 1)} end${i}` : text(i % 300)));
  for (const options of [{ mode: 'near', threshold: 0.9 }, { mode: 'exact' }] as const) {
    const expected = without(await scope.rig.call('text/dedupe', { texts, ...options, packed: false }));
    expect(expected.groups.length).toBeGreaterThan(50);
    for (let round = 0; round < 3; round++) {
      const [scanned, ...all] = await Promise.all([
        scope.rig.text.scan(texts, RULES),
        ...Array.from({ length: 3 }, () => scope.rig.text.dedupe(texts, options)),
      ]);
      expect(scanned.matches).toEqual([]);
      for (const each of all) expect(without(each)).toEqual(expected);
    }
  }
});

test('groups as bytes are those of the lists', async () => {
  const texts = ['a', 'b', 'a', 'c', 'b', 'a'];
  const packed = await scope.rig.call('text/dedupe', { texts, mode: 'exact', packed: true });
  const { firsts } = packed as unknown as { firsts: Uint8Array };
  expect([...new Uint32Array(firsts.slice().buffer)]).toEqual([0, 1, 0, 3, 1, 0]);
});

test('batches side by side are not confused', async () => {
  const texts = (name: string) => Array.from({ length: 600 }, (_, i) => `${name}${i} secret${i} ${'ä'.repeat(2000)}`);
  const names = ['a', 'bb', 'ccc', 'dddd', 'eeeee', 'ffffff'];
  const all = await Promise.all(names.map((name) => scope.rig.text.redact(texts(name), RULES, { replacement: '' })));
  all.forEach(({ texts: redacted }, k) => {
    redacted.forEach((text, i) => {
      expect(text).toBe(`${names[k]}${i}  ${'ä'.repeat(2000)}`);
    });
  });
});

test('memory that batches go through is given up for a segment that needs it', async () => {
  await using rig = await spawn({
    args: ['--workers', '1', '--segment-bytes', `${8 << 20}`],
    env: { NODE_NO_WARNINGS: '1' },
  });
  const texts = Array.from({ length: 900 }, (_, i) => `secret${i} ${'x'.repeat(4000)}`);
  const scan = () => rig.text.scan(texts, RULES);
  expect((await scan()).matches).toHaveLength(900);
  await using segment = await rig.segment(8 << 20);
  expect(segment.length).toBe(8 << 20);
  expect((await scan()).matches).toHaveLength(900);
});
