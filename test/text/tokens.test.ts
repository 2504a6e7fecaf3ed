/** Token ids through the running sidecar are those of npm tiktoken; chunks keep what they promise. */
import { get_encoding } from 'tiktoken';
import { describe, expect, test } from 'vitest';
import { cutAtLines, cuts } from '../../sidecar/methods/text-cuts.ts';
import { mixedMessages } from '../vectors/mixed-text.ts';
import { useRig } from './rig.ts';

const scope = useRig();

/** Messages of about `bytes` in all. */
function messages(bytes: number, seed: number): string[] {
  return mixedMessages(seed, bytes);
}

describe.each(['o200k_base', 'cl100k_base'] as const)('%s', (encoding) => {
  test("a long text that workers share has tiktoken's ids", async () => {
    const tiktoken = get_encoding(encoding);
    const text = messages(1_200_000, 13).join('\n\r\n ;\n');
    expect(cuts(Buffer.from(text)).length).toBeGreaterThanOrEqual(2);
    const { ids, counts } = await scope.rig.text.tokens(['one', text, 'another'], { encoding, ids: true });
    expect(ids).toEqual(['one', text, 'another'].map((each) => [...tiktoken.encode(each, [], [])]));
    expect(counts).toEqual(ids?.map(({ length }) => length));
    tiktoken.free();
  });

  test("every message of a megabyte of mixed text has tiktoken's ids", async () => {
    const tiktoken = get_encoding(encoding);
    const texts = messages(1_000_000, 7);
    const { ids, counts } = await scope.rig.text.tokens(texts, { encoding, ids: true });
    expect(ids?.length).toBe(texts.length);
    texts.forEach((text, i) => {
      expect(ids?.[i], JSON.stringify(text.slice(0, 80))).toEqual(Array.from(tiktoken.encode(text, [], [])));
      expect(counts[i]).toBe(ids?.[i]?.length);
    });
    tiktoken.free();
  });

  test('special tokens are ordinary text', async () => {
    const tiktoken = get_encoding(encoding);
    const text = 'a <|endoftext|> b';
    const { ids } = await scope.rig.text.tokens(text, { encoding, ids: true });
    expect(ids).toEqual([Array.from(tiktoken.encode(text, [], []))]);
    tiktoken.free();
  });

  test('chunks tile the text at code points, and each has the tokens that it says, no more than asked', async () => {
    const text = messages(200_000, 11).join('\n\n');
    const bytes = Buffer.from(text);
    const { chunks } = await scope.rig.text.chunk(text, { encoding, maxTokens: 200 });
    expect(chunks[0]?.start).toBe(0);
    expect(chunks.at(-1)?.end).toBe(bytes.length);
    const pieces = chunks.map(({ start, end }) => bytes.subarray(start, end).toString('utf8'));
    expect(pieces.join('')).toBe(text);
    const { counts } = await scope.rig.text.tokens(pieces, { encoding });
    expect(chunks.map(({ tokens }) => tokens)).toEqual(counts);
    expect(Math.max(...counts)).toBeLessThanOrEqual(200);
  });
});

test('texts that a client maps stay known as such, cut or not: what was validated must not change before it is used', () => {
  const bytes = Buffer.from('line\n'.repeat(200_000));
  const short = { address: 0, length: 5, mapped: true };
  const long = { address: 0, length: bytes.length, mapped: true };
  const { inputs, owners } = cutAtLines({ inputs: [short, long], bytes: 5 + bytes.length }, { bytes });
  expect(owners.slice(0, 3)).toEqual([0, 1, 1]);
  expect(inputs.map(({ mapped }) => mapped)).toEqual(owners.map(() => true));
});

test('a long text is cut between a line break and a letter alone, and not where there is none', () => {
  const line = `${'word '.repeat(50)}\r\n`;
  const text = Buffer.from(line.repeat(6000) + '-'.repeat(600_000) + line.repeat(3000));
  const places = cuts(text);
  expect(places.length).toBeGreaterThanOrEqual(5);
  for (const [i, place] of places.entries()) {
    expect(text.subarray(place - 1, place + 1).toString()).toBe('\nw');
    expect(place).toBeGreaterThan(places[i - 1] ?? 0);
  }
  for (const whole of ['x'.repeat(2e6), '\n'.repeat(2e6), '\n1'.repeat(1e6), '\né'.repeat(6e5)]) {
    expect(cuts(Buffer.from(whole))).toEqual([]);
  }
  expect(cuts(Buffer.from(line.repeat(1000)))).toEqual([]);
});

test('long text that is no UTF-8 is refused by its place in the list, whichever part is at fault', async () => {
  const line = Buffer.from('a line of text\n'.repeat(70_000));
  const wrong = Buffer.concat([line, Buffer.of(0xff, 0x0a), line]);
  await expect(scope.rig.text.tokens([line, wrong], { encoding: 'o200k_base' })).rejects.toMatchObject({
    code: 'InvalidParams',
    data: { path: 'texts[1]' },
  });
});

test('an overlap repeats the end of the chunk before, and may not be as long as a chunk', async () => {
  const text = 'One sentence after another, each with a few words. '.repeat(200);
  const { chunks } = await scope.rig.text.chunk(text, { encoding: 'o200k_base', maxTokens: 50, overlap: 10 });
  for (const [i, chunk] of chunks.entries()) {
    const before = chunks[i - 1];
    if (before === undefined) continue;
    expect(chunk.start).toBeLessThanOrEqual(before.end);
    expect(chunk.start).toBeGreaterThan(before.start);
  }
  expect(chunks.some((chunk, i) => chunk.start < (chunks[i - 1]?.end ?? 0))).toBe(true);
  await expect(
    scope.rig.text.chunk(text, { encoding: 'o200k_base', maxTokens: 10, overlap: 10 }),
  ).rejects.toMatchObject({
    code: 'InvalidParams',
    data: { path: 'overlap' },
  });
});

test('text that is no UTF-8 is refused by its place in the list, and nothing else is lost', async () => {
  const texts = ['fine', new Uint8Array([0x61, 0xff])];
  await expect(scope.rig.text.tokens(texts, { encoding: 'o200k_base' })).rejects.toMatchObject({
    code: 'InvalidParams',
    data: { path: 'texts[1]' },
  });
  expect((await scope.rig.text.tokens('fine', { encoding: 'o200k_base' })).counts).toEqual([1]);
});

test('runs that have no end in sight are counted: a megabyte of one letter, and of spaces', async () => {
  const { counts } = await scope.rig.text.tokens(['a'.repeat(1 << 20), ' '.repeat(1 << 20)], {
    encoding: 'o200k_base',
  });
  expect(counts.every((count) => count > 1000)).toBe(true);
});

test('a batch that no frame holds is counted, each text as it is alone', async () => {
  const text = messages(100_000, 3).join('\n');
  const texts = Array.from({ length: 180 }, (_, i) => `${text}${'!'.repeat(i)}`);
  const { counts, timing } = await scope.rig.text.tokens(texts, { encoding: 'o200k_base' });
  for (const i of [0, 1, 77, 179]) {
    expect(counts[i]).toBe((await scope.rig.text.tokens(texts[i] ?? '', { encoding: 'o200k_base' })).counts[0]);
  }
  expect(counts).toHaveLength(texts.length);
  expect(timing.workers).toBeGreaterThan(0);
  const wrong = [...texts.slice(0, 150), 'a\ud800'];
  await expect(scope.rig.text.tokens(wrong, { encoding: 'o200k_base' })).rejects.toMatchObject({
    code: 'InvalidParams',
    data: { path: 'texts[150]' },
  });
});
