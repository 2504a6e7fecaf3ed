/** A large batch of texts goes in parts, and nobody who calls can tell. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutriggerError } from '../../client/errors.ts';
import { inTurn, joinTokens, tokensParts } from '../../client/text-parts.ts';
import type { TokensParams, TokensResult } from '../../protocol/index.ts';

const LARGE = 'x'.repeat(600_000);

function parts(texts: TokensParams['texts'], options = {}, method = 'text/tokens') {
  return tokensParts(method, { texts, encoding: 'o200k_base', ids: true }, options);
}

const answer = ({ texts }: TokensParams): TokensResult => ({
  counts: (texts as string[]).map((text) => text.length),
  ids: (texts as string[]).map((text) => [text.length]),
  timing: { queueMs: 1, runMs: 2, workers: 1 },
});

test('the parts hold every text once, in order, and the options of the call', () => {
  const length = fc.oneof(fc.nat(10), fc.nat(5000), fc.constantFrom(70_000, 600_000));
  fc.assert(
    fc.property(fc.array(length, { minLength: 1, maxLength: 300 }), (lengths) => {
      const texts = [...lengths.map((each, i) => String(i).padEnd(each, 'x')), LARGE];
      const made = parts(texts) ?? [];
      expect(made.flatMap(({ params }) => params.texts)).toEqual(texts);
      for (const { params, from } of made) {
        expect(params).toMatchObject({ encoding: 'o200k_base', ids: true });
        expect(params.texts?.[0]).toBe(texts[from]);
      }
    }),
    { numRuns: 50 },
  );
});

test('what is small, not text, watched or under a deadline stays one request', () => {
  expect(parts([LARGE, 'y'])).toHaveLength(2);
  expect(parts(['x', 'y'])).toBeUndefined();
  expect(parts([LARGE, Buffer.from('y')])).toBeUndefined();
  expect(parts([LARGE, 'y'], { deadlineMs: 1000 })).toBeUndefined();
  expect(parts([LARGE, 'y'], { onProgress: () => {} })).toBeUndefined();
  expect(parts([LARGE, 'y'], {}, 'text/scan')).toBeUndefined();
});

test('answers that come in any order are joined in the order of the texts', async () => {
  const texts = Array.from({ length: 400 }, (_, i) => 'x'.repeat(10_000 + i));
  const made = parts(texts) ?? [];
  let flying = 0;
  let most = 0;
  const results = await inTurn(made, async (params) => {
    flying += 1;
    most = Math.max(most, flying);
    await new Promise((resolve) => setTimeout(resolve, (params.texts?.length ?? 0) % 3));
    flying -= 1;
    return answer(params);
  });
  const whole = joinTokens(results, 10);
  expect(whole.counts).toEqual(texts.map((text) => text.length));
  expect(whole.ids).toEqual(texts.map((text) => [text.length]));
  expect(whole.timing).toEqual({ queueMs: 1, runMs: 9, workers: 1 });
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
});

test('after a failure nothing more is sent, what was sent is awaited, and the error names the text of the call', async () => {
  const made = parts(Array.from({ length: 600 }, () => 'x'.repeat(10_000))) ?? [];
  const sent: number[] = [];
  const settled: number[] = [];
  const error = new OutriggerError('InvalidParams', 'texts[3]: expected text', { data: { path: 'texts[3]' } });
  const failing = inTurn(made, async (params) => {
    const index = sent.push(0) - 1;
    await new Promise((resolve) => setTimeout(resolve, index === 0 ? 30 : 1));
    settled.push(index);
    if (index === 2) throw error;
    return answer(params);
  });
  const path = `texts[${(made[2]?.from ?? 0) + 3}]`;
  await expect(failing).rejects.toMatchObject({
    code: 'InvalidParams',
    message: `${path}: expected text`,
    data: { path },
  });
  expect(settled).toHaveLength(sent.length);
  expect(sent.length).toBeLessThan(made.length);
});
