// Builds the compact vocabulary files in sidecar/kernel/vocabulary from the ranks that the npm package `tiktoken`
// carries: a token is stored as the two earlier tokens that merge into it, and what of the trie over all tokens takes long to
// find out: 1.8 MB for both encodings where the base64 of the package takes 3.4 MB. The format is described where it is
// read, in crates/kernel/src/text/tokens/compact.rs.
// Must never run as part of an install or a build: its output is committed, with provenance.json beside it.
//
//   node scripts/build-vocabulary.ts [--check]      needs `tiktoken` (a devDependency, or `npm install --no-save tiktoken`)
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SINGLE_BYTES, TokenWriter } from './vocabulary/token-writer.ts';

const MAGIC = 'ORVOCAB2';
const HEADER_BYTES = 32;
const ENCODINGS = [
  { name: 'o200k_base', number: 1 },
  { name: 'cl100k_base', number: 2 },
] as const;

const require = createRequire(import.meta.url);
const folder = fileURLToPath(new URL('../sidecar/kernel/vocabulary/', import.meta.url));

/** The tokens of an encoding by id, each as a latin1 string of its bytes; special tokens are not among them. */
function readTokens(file: string): string[] {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof parsed !== 'object' || parsed === null || !('bpe_ranks' in parsed))
    throw new Error(`${file}: no bpe_ranks`);
  const tokens: string[] = [];
  for (const line of String(parsed.bpe_ranks).split('\n')) {
    if (line === '') continue;
    const [, first, ...encoded] = line.split(' ');
    encoded.forEach((token, index) => {
      tokens[Number(first) + index] = Buffer.from(token, 'base64').toString('latin1');
    });
  }
  tokens.forEach((token, id) => {
    if (token === undefined || token.length < 1 || token.length > 255)
      throw new Error(`${file}: token ${id} is unusable`);
  });
  return tokens;
}

function pack(tokens: readonly string[], number: number): Buffer {
  const { merges, places, prefixes, room } = new TokenWriter(tokens);
  const textBytes = tokens.reduce((sum, token) => sum + token.length, 0);
  const header = Buffer.alloc(HEADER_BYTES + SINGLE_BYTES);
  header.write(MAGIC, 'latin1');
  const numbers = [number, tokens.length, prefixes.count, textBytes, room.units, places.length];
  for (const [index, value] of numbers.entries()) header.writeUInt32LE(value, MAGIC.length + index * 4);
  for (let id = 0; id < SINGLE_BYTES; id++) {
    const token = tokens[id] ?? '';
    if (token.length !== 1) throw new Error(`token ${id} is no single byte`);
    header[HEADER_BYTES + id] = token.charCodeAt(0);
  }
  return Buffer.concat([header, merges.finish(), places.finish()]);
}

function sha256(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** The file of that name, or nothing where there is none yet. */
function committed(name: string): Buffer {
  try {
    return readFileSync(`${folder}${name}`);
  } catch {
    return Buffer.alloc(0);
  }
}

const check = process.argv.includes('--check');
// The package doesn't export its manifest, so it is found from a file that it exports.
const manifest = join(dirname(require.resolve('tiktoken/encoders/o200k_base.json')), '../package.json');
const packageFile: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
const version = typeof packageFile === 'object' && packageFile && 'version' in packageFile ? packageFile.version : '';
const outputs = new Map<string, Buffer>();
const files = ENCODINGS.map(({ name, number }) => {
  const source = require.resolve(`tiktoken/encoders/${name}.json`);
  const tokens = readTokens(source);
  const packed = pack(tokens, number);
  outputs.set(`${name}.bin`, packed);
  const file = `${name}.bin`;
  return {
    file,
    tokens: tokens.length,
    bytes: packed.length,
    sha256: sha256(packed),
    source: sha256(readFileSync(source)),
  };
});
const provenance = { package: 'tiktoken', version, license: 'MIT', script: 'scripts/build-vocabulary.ts', files };
outputs.set('provenance.json', Buffer.from(`${JSON.stringify(provenance, null, 2)}\n`));

mkdirSync(folder, { recursive: true });
for (const [name, data] of outputs) {
  if (!check) writeFileSync(`${folder}${name}`, data);
  else if (!committed(name).equals(data))
    throw new Error(`${name} is not what this script makes of tiktoken ${version}`);
}
console.log(files.map((entry) => `${entry.file}: ${entry.tokens} tokens in ${entry.bytes} bytes`).join('\n'));
