/**
 * The kernel's token counts, in Wasm on one thread, against crate bpe-openai, native, side by side: messages one by one, in turns,
 * medians. Then the worst cases of issue 5 and the table's build, in ms. The sums of the counts must be equal.
 * Usage: node bench/native/tokens.ts [--encoding o200k_base] [--runs 15] [FILE…]; without files seeded chat. Needs cargo.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BpeOpenai } from '../harness/bpe-openai.ts';
import { chat } from '../programs/chat.ts';
import { TokenKernel } from './token-kernel.ts';

/** Bytes a message that a file is cut into, at the next line's end. */
const MESSAGE_BYTES = 2600;

const { values, positionals } = parseArgs({
  options: { encoding: { type: 'string', default: 'o200k_base' }, runs: { type: 'string', default: '15' } },
  allowPositionals: true,
});

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function messagesOf(file: Buffer): Buffer[] {
  const messages: Buffer[] = [];
  for (let from = 0; from < file.length; ) {
    const line = file.indexOf('\n', from + MESSAGE_BYTES);
    const to = line < 0 ? file.length : line + 1;
    messages.push(file.subarray(from, to));
    from = to;
  }
  return messages;
}

async function compare(name: string, messages: readonly Uint8Array[], kernel: TokenKernel, program: string) {
  const rival = BpeOpenai.start(program, values.encoding, messages);
  kernel.load(messages);
  const bytes = messages.reduce((sum, { length }) => sum + length, 0);
  const times: { wasm: number; native: number }[] = [];
  // both get better with the first runs: V8 compiles again, caches fill
  for (let i = -3; i < Number(values.runs); i++) {
    const [native, wasm] = [await rival.count(), kernel.count()];
    if (native.tokens !== wasm.tokens)
      throw new Error(`${name}: ${native.tokens} tokens natively, ${wasm.tokens} in Wasm`);
    if (i >= 0) times.push({ native: native.seconds, wasm: wasm.seconds });
  }
  await rival.end();
  const speed = (seconds: number[]) => `${(bytes / 1e6 / median(seconds)).toFixed(0)} MB/s`;
  const ratio = median(times.map(({ native, wasm }) => native / wasm)).toFixed(2);
  console.log(`${name}: kernel.wasm ${speed(times.map(({ wasm }) => wasm))}, bpe-openai native`);
  console.log(`  ${speed(times.map(({ native }) => native))}, ratio ${ratio}x`);
}

/** Random letters, the same at every run. */
function letters(count: number): string {
  let x = 1;
  return Array.from({ length: count }, () => {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCharCode(97 + ((x >>> 16) % 26));
  }).join('');
}

const WORST: readonly [name: string, text: string][] = [
  ['32 KB of random letters (at most 12 ms)', letters(32_768)],
  ['1 MB of a (at most 50 ms)', 'a'.repeat(1e6)],
  ['1 MB of spaces (at most 50 ms)', ' '.repeat(1e6)],
  ['1 MB of =', '='.repeat(1e6)],
  ['1 MB of line breaks', '\n'.repeat(1e6)],
  ['1 MB of a Chinese character', '天'.repeat(333_333)],
  ['1 MB of an emoji', '😀'.repeat(250_000)],
];

function worstCases(kernel: TokenKernel): void {
  for (const [name, text] of WORST) {
    kernel.load([Buffer.from(text)]);
    const first = kernel.count().seconds * 1000;
    const later = median(Array.from({ length: 5 }, () => kernel.count().seconds)) * 1000;
    console.log(`  ${name}: first ${first.toFixed(1)} ms, then ${later.toFixed(1)} ms`);
  }
}

const program = BpeOpenai.build();
if (program === undefined) throw new Error('crate bpe-openai was not built');
const kernel = new TokenKernel(values.encoding);
console.log(`${values.encoding}, Node ${process.version}; table built in ${kernel.buildMs.toFixed(0)} ms, the first`);
worstCases(kernel);
if (positionals.length === 0) {
  const messages = chat(10e6).map((text) => Buffer.from(text));
  await compare('10 MB of chat', messages, kernel, program);
}
for (const path of positionals) await compare(path, messagesOf(readFileSync(path)), kernel, program);
