/** Every example runs as its first lines say, against a real sidecar, and finds its own language's digests. */
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasProgram } from '../foreign/programs.ts';
import { type PrivateFolder, privateFolder } from '../server/private-folder.ts';
import { type Host, hostOnSocket } from '../server/sidecar-process.ts';

const run = promisify(execFile);
const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples');
const COUNT = 10_000;
const first = createHash('sha256')
  .update(`record ${'1'.padEnd(56)}\n`)
  .digest('hex');
const EXPECTED = `${COUNT} digests, the first is ${first}`;

/** Compilers fetch and build on a busy machine; the bound is for a hang. */
const BUILD_MS = 600_000;

let host: Host & { path: string };
let built: PrivateFolder;

beforeAll(async () => {
  host = await hostOnSocket();
  built = privateFolder();
});
afterAll(async () => {
  built[Symbol.dispose]();
  await host[Symbol.asyncDispose]();
});

const at = (...parts: string[]) => join(EXAMPLES, ...parts);

/** Runs an example: what it printed. */
async function says(program: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { stdout } = await run(program, args, { ...options, env: { ...process.env, ...options.env } });
  return stdout.trim();
}

/** A Python that has the package; the first on the path may be one without. */
function pythonWith(module: string): string | undefined {
  const found = ['python3', '/usr/bin/python3'].find((python) => {
    return spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0;
  });
  if (found !== undefined) return found;
  const reason = `no Python has ${module} (Debian: apt-get install python3-${module})`;
  if (process.env.CI === 'true') throw new Error(`${reason}, and CI must not skip its tests`);
  console.warn(`skipped: ${reason}`);
  return undefined;
}

test('Python maps a segment, with the standard library alone', async () => {
  expect(await says('python3', [at('python', 'segment.py'), host.path])).toBe(EXPECTED);
});

const python = pythonWith('msgpack');
test.runIf(python)('Python maps a segment, with msgpack', async () => {
  expect(await says(python as string, [at('python', 'segment_msgpack.py'), host.path])).toBe(EXPECTED);
});

describe.runIf(hasProgram('go', 'golang-go'))('Go', () => {
  test('maps a segment', { timeout: BUILD_MS }, async () => {
    const program = built.at('go-segment');
    await run('go', ['build', '-o', program, '.'], { cwd: at('go') });
    expect(await says(program, [host.path])).toBe(EXPECTED);
  });
});

describe.runIf(hasProgram('cargo', 'cargo'))('Rust', () => {
  test('maps a segment', { timeout: BUILD_MS }, async () => {
    const target = process.env.CARGO_TARGET_DIR ?? at('rust', 'target');
    const manifest = at('rust', 'Cargo.toml');
    await run('cargo', ['build', '--quiet', '--locked', '--manifest-path', manifest]);
    expect(await says(join(target, 'debug', 'outrigger-segment'), [host.path])).toBe(EXPECTED);
  });
});

describe.runIf(hasProgram('cc', 'gcc'))('C', () => {
  test('maps a segment', async () => {
    const program = built.at('c-segment');
    await run('cc', ['-O2', '-Wall', '-Wextra', '-Werror', '-o', program, at('c', 'segment.c')]);
    expect(await says(program, [host.path])).toBe(EXPECTED);
  });
});

describe.runIf(hasProgram('nvim', 'neovim'))('Neovim', () => {
  test('maps a segment', async () => {
    const env = { OUTRIGGER_SOCKET: host.path, NVIM_LOG_FILE: '/dev/null' };
    expect(await says('nvim', ['--headless', '-u', 'NONE', '-S', at('neovim', 'segment.lua')], { env })).toBe(EXPECTED);
  });
});

describe.runIf(hasProgram('emacs', 'emacs-nox'))('Emacs', () => {
  test('sends the bytes in its request', async () => {
    expect(await says('emacs', ['-Q', '--batch', '-l', at('emacs', 'hash.el'), host.path])).toBe(EXPECTED);
  });
});

describe.runIf(hasProgram('nc', 'netcat-openbsd'))('bash', () => {
  test('sends the bytes in one line through nc', async () => {
    expect(await says(at('bash', 'hash.sh'), [host.path])).toBe(EXPECTED);
  });

  test('reads and writes a segment as a file', async () => {
    expect(await says(at('bash', 'segment.sh'), [host.path])).toBe(EXPECTED);
  });
});

test('the list of examples names each, with the language that runs it', () => {
  const list = readFileSync(at('README.md'), 'utf8');
  const folders = readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders) expect(list).toContain(`](${name}/`);
  for (const [, path] of list.matchAll(/\]\((\w+\/[^)]+)\)/g))
    expect(readFileSync(at(path as string)).length).toBeGreaterThan(0);
});
