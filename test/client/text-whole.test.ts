/** A list whose texts are compared with each other is put into memory as one request, or left as it is; the memory is given back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutriggerError } from '../../client/errors.ts';
import type { Block, TextBlocks } from '../../client/text-blocks.ts';
import { runWhole, wholeList } from '../../client/text-whole.ts';
import { caught } from './caught.ts';

const LARGE = 'x'.repeat(300_000);

/** Memory of so many bytes that one at a time may have. */
function memory(bytes: number) {
  const block: Block = { bytes: new Uint8Array(bytes), source: (length) => block.bytes.slice(0, length) };
  let lent = 0;
  const blocks = {
    takeAll(wanted: number) {
      if (lent > 0 || wanted > bytes) return undefined;
      lent += 1;
      return block;
    },
    giveBack() {
      lent -= 1;
    },
  } as unknown as TextBlocks;
  return { blocks, lent: () => lent };
}

test('the texts lie in memory, one after another, until they are answered', async () => {
  const list = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(list, async (some) => {
      const texts = [...some, LARGE, ...some];
      const { blocks, lent } = memory(1_000_000);
      const whole = wholeList('text/dedupe', { texts, mode: 'near' }, blocks);
      expect(lent()).toBe(1);
      const answer = await runWhole(whole as never, async ({ text, lengths, ...rest }) => {
        expect(rest).toEqual({ mode: 'near' });
        expect(lengths).toEqual(texts.map((each) => Buffer.byteLength(each)));
        expect(Buffer.from(text as Uint8Array).toString()).toBe(texts.join(''));
        expect(lent()).toBe(1);
        return 'answer';
      });
      expect(answer).toBe('answer');
      expect(lent()).toBe(0);
    }),
    { numRuns: 20 },
  );
});

test('more texts than a frame has lengths of go as they are, and nothing is put into memory for them', () => {
  const untouched = { takeAll: () => expect.unreachable() } as unknown as TextBlocks;
  const texts = Array.from({ length: 16 * 1024 + 1 }, () => 'a text of a few words');
  expect(wholeList('text/dedupe', { texts, mode: 'near' }, untouched)).toBeUndefined();
  expect(() => wholeList('text/dedupe', { texts: texts.slice(1), mode: 'near' }, untouched)).toThrow();
});

test('what is small, no list of strings, too large for the memory or not to be compared goes as it is', () => {
  const { blocks, lent } = memory(1_000_000);
  const whole = (params: object, method = 'text/dedupe') => wholeList(method, { ...params }, blocks);
  expect(whole({ texts: ['x', 'y'] })).toBeUndefined();
  expect(whole({ texts: [LARGE, Buffer.from('y')] })).toBeUndefined();
  expect(whole({ text: Buffer.from(LARGE), lengths: [LARGE.length] })).toBeUndefined();
  expect(whole({ texts: [LARGE, LARGE, LARGE, LARGE] })).toBeUndefined();
  expect(whole({ texts: ['€'.repeat(400_000)] })?.fields).toEqual({ texts: ['€'.repeat(400_000)] });
  blocks.giveBack(undefined as never);
  expect(whole({ texts: ['x', '€'.repeat(400_000)] })).toBeUndefined();
  expect(whole({ texts: [LARGE], dedupe: null }, 'prompt/prepare')).toBeUndefined();
  expect(whole({ texts: [LARGE] }, 'text/scan')).toBeUndefined();
  expect(lent()).toBe(0);
  expect(whole({ texts: [LARGE], dedupe: 'exact' }, 'prompt/prepare')).toBeDefined();
  expect(whole({ texts: [LARGE] })).toBeUndefined();
  expect(lent()).toBe(1);
});

test('a text that is no Unicode, and an error of the sidecar, name the text and give the memory back', async () => {
  const { blocks, lent } = memory(1_000_000);
  const texts = ['a', LARGE, 'b\ud800'];
  expect(() => wholeList('text/dedupe', { texts }, blocks)).toThrow(/^texts\[2\]: expected a string without/);
  expect(lent()).toBe(0);
  const data = { path: 'lengths[1]' };
  const refusal = new OutriggerError('InvalidParams', 'lengths[1]: expected text', { data });
  const whole = wholeList('text/dedupe', { texts: ['a', LARGE] }, blocks);
  const error = await caught(runWhole(whole as never, () => Promise.reject(refusal)));
  expect(error).toMatchObject({ message: 'texts[1]: expected text', data: { path: 'texts[1]' } });
  expect(lent()).toBe(0);
});
