/** A large batch of texts goes in parts, and nobody who calls can tell. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutriggerError } from '../../client/errors.ts';
import { runBatch, type TextBatch, textBatch } from '../../client/text-batch.ts';
import { BLOCK_BYTES, TextBlocks } from '../../client/text-blocks.ts';
import { caught } from './caught.ts';

const LARGE = 'x'.repeat(600_000);

function batch(texts: unknown, options = {}, method = 'text/tokens', more = {}): TextBatch | undefined {
  return textBatch(method, { texts, encoding: 'o200k_base', ...more }, options);
}

/** Blocks of a connection that has no segments. */
function ownBlocks(): TextBlocks {
  const refuse = () => Promise.reject(new Error('no segments here'));
  return new TextBlocks({ call: refuse as never, info: refuse });
}

interface Sent {
  texts?: string[];
  text?: Uint8Array;
  lengths?: number[];
}

/** The texts that a request names, as a sidecar would read them. */
function textsOf({ texts, text, lengths = [] }: Sent): string[] {
  if (texts !== undefined) return texts;
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return Buffer.from(text ?? []).toString('utf8', at - length, at);
  });
}

const timing = { queueMs: 1, runMs: 2, workers: 1 };

test('the parts hold every text once, in order, and each fits the memory that it is encoded into', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', 'x'.repeat(70_000), '€'.repeat(800_000), '😀'.repeat(600_000)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 100 }), async (list) => {
      const texts = [...list, LARGE];
      const got: string[] = [];
      const send = async (fields: Sent & { encoding?: string }) => {
        expect(fields.encoding).toBe('o200k_base');
        expect(fields.text?.byteLength ?? 0).toBeLessThanOrEqual(BLOCK_BYTES);
        const part = textsOf(fields);
        got.push(...part);
        return { counts: part.map(({ length }) => length), timing };
      };
      const whole = await runBatch(batch(texts) as TextBatch, ownBlocks(), send as never);
      expect(got).toEqual(texts);
      expect(whole).toMatchObject({ counts: texts.map(({ length }) => length) });
    }),
    { numRuns: 20 },
  );
});

test('what is small, not text, watched, under a deadline or made just so by its caller stays one request', () => {
  expect(batch([LARGE, 'y'])).toBeDefined();
  expect(batch(['x', 'y'])).toBeUndefined();
  expect(batch([LARGE, Buffer.from('y')])).toBeUndefined();
  expect(batch(LARGE)).toBeUndefined();
  expect(batch([LARGE, 'y'], { deadlineMs: 1000 })).toBeUndefined();
  expect(batch([LARGE, 'y'], { onProgress: () => {} })).toBeUndefined();
  for (const field of [{ deadlineMs: 9 }, { progressToken: 'p' }, { packed: true }, { lengths: [1] }, { text: 'x' }]) {
    expect(batch([LARGE, 'y'], {}, 'text/scan', field)).toBeUndefined();
  }
  expect(batch([LARGE, 'y'], {}, 'text/dedupe')).toBeUndefined();
  expect(batch([LARGE, 'y'], {}, 'prompt/prepare', { dedupe: 'exact' })).toBeUndefined();
  expect(batch([LARGE, 'y'], {}, 'prompt/prepare')).toBeDefined();
});

test('parts of bulk work are bulk, as the whole would be, unless the caller says otherwise', () => {
  const texts = [LARGE, LARGE];
  expect(batch(texts)?.fields.priority).toBe('bulk');
  expect(batch([LARGE])?.fields.priority).toBeUndefined();
  expect(batch(texts, { priority: 'interactive' })?.fields.priority).toBeUndefined();
  expect(batch(texts, {}, 'text/scan', { priority: 'interactive' })?.fields.priority).toBe('interactive');
});

test('answers that come in any order are joined in the order of the texts, a bounded number of parts at a time', async () => {
  const texts = Array.from({ length: 900 }, (_, i) => 'x'.repeat(10_000 + i));
  let flying = 0;
  let most = 0;
  const blocks = ownBlocks();
  const send = async (fields: Sent) => {
    flying += 1;
    most = Math.max(most, flying);
    const part = textsOf(fields);
    await new Promise((resolve) => setTimeout(resolve, part.length % 7));
    flying -= 1;
    return { counts: part.map(({ length }) => length), ids: part.map(({ length }) => [length]), timing };
  };
  const runs = [1, 2, 3].map(() => runBatch(batch(texts) as TextBatch, blocks, send as never));
  for (const whole of await Promise.all(runs)) {
    expect(whole).toMatchObject({
      counts: texts.map(({ length }) => length),
      ids: texts.map(({ length }) => [length]),
      timing: { queueMs: 1, workers: 1 },
    });
  }
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(4);
});

test.each([
  ['InvalidParams', 'lengths[3]: expected text', { path: 'lengths[3]' }],
  ['TooLarge', 'matches: 9 is over the limit of 8; lengths[3] has more matches', { limit: 'matches' }],
])(
  'after %s nothing more is sent, what was sent is awaited, and the error names the text of the call',
  async (...given) => {
    const [code, message, data] = given;
    const texts = Array.from({ length: 3000 }, () => 'x'.repeat(10_000));
    let sent = 0;
    let settled = 0;
    let before = 0;
    const failing = runBatch(batch(texts) as TextBatch, ownBlocks(), (async (fields: Sent) => {
      const index = sent++;
      const part = textsOf(fields);
      if (index < 2) before += part.length;
      await new Promise((resolve) => setTimeout(resolve, index === 0 ? 30 : 1));
      settled += 1;
      if (index === 2) throw new OutriggerError(code, message, { data });
      return { counts: part.map(({ length }) => length), timing };
    }) as never);
    const error = await caught(failing);
    expect(error).toMatchObject({ code, message: message.replace('lengths[3]', `texts[${before + 3}]`) });
    if ('path' in data) expect(error.data).toMatchObject({ path: `texts[${before + 3}]` });
    expect(settled).toBe(sent);
    expect(sent).toBeLessThan(9);
  },
);

test('an error that quotes what the caller wrote is handed on as it is', async () => {
  const message = 'rule mine: texts[0] is no pattern';
  const send = () => Promise.reject(new OutriggerError('BadRuleset', message));
  const error = await caught(runBatch(batch([...Array(9).fill('y'), LARGE]) as TextBatch, ownBlocks(), send));
  expect(error).toMatchObject({ code: 'BadRuleset', message });
});
