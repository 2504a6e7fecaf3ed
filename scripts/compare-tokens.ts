// Proves that the kernel's token ids are npm tiktoken's: mixed text of a seed (10 MB and more by default), every code point by
// itself, after a letter and between letters, and files that are named, through the natively built kernel and tiktoken.
// Must stop with exit code 1 at the first message whose ids differ, and show it.
//
//   node scripts/compare-tokens.ts [--bytes N] [--seed N] [FILE...]      needs cargo, and `tiktoken` as for build-vocabulary.ts
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mixedMessages } from '../test/vectors/mixed-text.ts';

/** What is used of tiktoken, which has no types here. */
interface Tiktoken {
  get_encoding(name: string): { encode(text: string, allowed: string[], disallowed: string[]): Uint32Array };
}

const require = createRequire(import.meta.url);
const crates = fileURLToPath(new URL('../crates/', import.meta.url));
const { values, positionals } = parseArgs({
  options: { bytes: { type: 'string', default: '10500000' }, seed: { type: 'string', default: '1' } },
  allowPositionals: true,
});

/** Every code point: where the classes of the pre-tokenizers would show. */
function* codePoints(): Generator<string> {
  for (let first = 0; first < 0x110000; first += 64) {
    let text = '';
    for (let point = first; point < first + 64; point++) {
      if (point >= 0xd800 && point < 0xe000) continue;
      const char = String.fromCodePoint(point);
      text += `a${char}B ${char}${char}c ${char}1${char} A${char}\n${char}'s\u0301${char}`;
    }
    if (text !== '') yield text;
  }
}

function* fileMessages(paths: readonly string[]): Generator<string> {
  for (const path of paths) {
    const text = readFileSync(path, 'utf8');
    for (let at = 0; at < text.length; at += 50_000) yield text.slice(at, at + 50_000).toWellFormed();
  }
}

/** The ids of each message, by the natively built kernel. */
function ours(encoding: string, messages: readonly string[]): Uint32Array[] {
  const parts: Buffer[] = [];
  for (const message of messages) {
    const bytes = Buffer.from(message);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    parts.push(length, bytes);
  }
  const vocabulary = fileURLToPath(new URL(`../sidecar/kernel/vocabulary/${encoding}.bin`, import.meta.url));
  const cargo = [
    'run',
    '--quiet',
    '--release',
    '--package',
    'outrigger-kernel',
    '--example',
    'dump_tokens',
    '--',
    vocabulary,
  ];
  const output = execFileSync(process.env.CARGO ?? 'cargo', cargo, {
    cwd: crates,
    input: Buffer.concat(parts),
    maxBuffer: 2 ** 30,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const words = new Uint32Array(output.buffer.slice(output.byteOffset, output.byteOffset + output.byteLength));
  const lists: Uint32Array[] = [];
  for (let at = 0; at < words.length; ) {
    const count = words[at] ?? 0;
    lists.push(words.subarray(at + 1, at + 1 + count));
    at += 1 + count;
  }
  return lists;
}

const messages = [
  ...mixedMessages(Number(values.seed), Number(values.bytes)),
  ...codePoints(),
  ...fileMessages(positionals),
];
const bytes = messages.reduce((sum, message) => sum + Buffer.byteLength(message), 0);
const tiktoken = require('tiktoken') as Tiktoken;
for (const encoding of ['o200k_base', 'cl100k_base']) {
  const theirs = tiktoken.get_encoding(encoding);
  const lists = ours(encoding, messages);
  let tokens = 0;
  messages.forEach((message, index) => {
    const expected = theirs.encode(message, [], []);
    const got = lists[index] ?? new Uint32Array();
    tokens += got.length;
    const at = expected.findIndex((id, place) => id !== got[place]);
    if (at >= 0 || expected.length !== got.length) {
      console.error(JSON.stringify(message.slice(0, 2000)));
      console.error(
        `${encoding}, message ${index}, token ${at}: ${got.slice(at, at + 8)}; tiktoken: ${expected.slice(at, at + 8)}`,
      );
      process.exit(1);
    }
  });
  console.log(`${encoding}: ${tokens} ids of ${messages.length} messages, ${bytes} bytes, are tiktoken's`);
}
