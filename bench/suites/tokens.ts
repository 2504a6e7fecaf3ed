/**
 * Token counts by the kernel alone against crate bpe-openai, native: one thread each, no transport, messages one by one. What a
 * client gets of it is a row of the suite `text`. The counts are compared.
 */
import { BpeOpenai } from '../harness/bpe-openai.ts';
import { contest, ratios, rowsOf, timesOf } from '../harness/contest.ts';
import type { Effort, Suite } from '../harness/results.ts';
import { TokenKernel } from '../native/token-kernel.ts';
import { chat } from '../programs/chat.ts';

const MB = 1e6;
const ENCODING = 'o200k_base';
const NATIVE = 'crate bpe-openai, native, one thread';
const KERNEL = "outrigger's kernel, Wasm, one thread";

async function race(program: string, messages: readonly Uint8Array[], effort: Effort) {
  const native = BpeOpenai.start(program, ENCODING, messages);
  const kernel = new TokenKernel(ENCODING);
  kernel.load(messages);
  try {
    const [theirs, ours] = [await native.count(), kernel.count()];
    if (theirs.tokens !== ours.tokens) throw new Error(`tokens: ${theirs.tokens} natively, ${ours.tokens} in Wasm`);
    return await contest(
      [
        { name: NATIVE, run: async () => (await native.count()).seconds * 1000 },
        { name: KERNEL, run: () => kernel.count().seconds * 1000 },
      ],
      effort,
    );
  } finally {
    await native.end();
  }
}

export const tokens: Suite = {
  name: 'tokens',
  title: 'Tokens, against native code',
  async run(effort: Effort) {
    if (effort.kind === 'quick') {
      return { measures: [], facts: {}, missing: ['crate bpe-openai: only in a full run, its build takes a minute'] };
    }
    const program = BpeOpenai.build();
    if (program === undefined) {
      return { measures: [], facts: {}, missing: ['crate bpe-openai: needs cargo, and a Rust that builds it'] };
    }
    const messages = chat(10 * MB).map((text) => Buffer.from(text));
    const bytes = messages.reduce((sum, { length }) => sum + length, 0);
    const placed = await race(program, messages, effort);
    const rows = rowsOf(placed, (ms) => bytes / MB / (ms / 1000));
    const method = `Counts of ${ENCODING} of ${messages.length} messages of mixed-script chat and code, one by one, in memory; each side times itself. The counts are the same.`;
    return {
      measures: [{ id: 'native', title: 'Count tokens, in memory', unit: 'MB/s', better: 'higher', method, rows }],
      facts: { kernelOverBpeOpenai: ratios(timesOf(placed, NATIVE), timesOf(placed, KERNEL)).median },
      missing: [],
    };
  },
};
