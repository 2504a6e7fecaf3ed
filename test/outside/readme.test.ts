/** What README.md shows is run as it stands: the line for `nc`, the program's commands, and the lines of code. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entry } from '../entry.ts';
import { type RunningSidecar, serveAt } from './running-sidecar.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The README's first fenced block of a language that holds `words`. */
function block(language: string, words: string): string {
  const blocks = readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'));
  const found = Array.from(blocks, ([, text]) => text as string).find((text) => text.includes(words));
  if (found === undefined) throw new Error(`README.md shows no ${language} with ${words}`);
  return found;
}

let folder: string;
let sidecar: RunningSidecar;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outrigger-readme-'));
  env = { ...process.env, XDG_RUNTIME_DIR: folder };
  sidecar = await serveAt('', ['--log-level', 'silent'], env);
});

afterAll(async () => {
  await sidecar?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** As in a checkout, but without npx, which would look for the package in a folder of its own. */
function bash(script: string) {
  const here = script.replaceAll('npx outrigger', `'${process.execPath}' '${entry('sidecar/cli/main')}'`);
  return run('bash', ['-c', here], { env, cwd: ROOT });
}

test('the line for nc gets the digest of abc', async () => {
  const { stdout } = await bash(block('console', 'nc -N -U').replace(/^\$ /, ''));
  const { result } = JSON.parse(stdout);
  expect(Buffer.from(result.digests.base64, 'base64').toString('hex')).toMatch(/^ba7816bf8f01cfea414140de5dae2223/);
});

test("the program's commands work", async () => {
  const lines = block('sh', 'npx outrigger hash').trim().split('\n');
  expect(lines.length).toBeGreaterThanOrEqual(4);
  for (const line of lines) {
    // `hash *` meets folders, which it tells on stderr, with exit code 1, as sha256sum does; `scan` of all this finds the
    // rules' own examples; and the prompts are the reader's.
    const here = line
      .replace('hash *', 'hash *.md')
      .replace('outrigger scan', 'outrigger scan --json README.md')
      .replace('prompt.txt', 'README.md')
      .replace('prompts/', 'docs/');
    const { stdout } = await bash(here);
    expect(stdout, line).not.toBe('');
  }
});

test('the lines of code print digests', async () => {
  const client = pathToFileURL(entry('client/index')).href;
  const script = join(folder, 'readme.mjs');
  writeFileSync(script, block('ts', "from 'outrigger'").replace("from 'outrigger'", `from '${client}'`));
  const { stdout } = await run(process.execPath, [script], { env });
  expect(stdout).toMatch(/^1000 [0-9a-f]{64}$/m);
  expect(stdout).toMatch(/digest: '[0-9a-f]{64}'/);
});
