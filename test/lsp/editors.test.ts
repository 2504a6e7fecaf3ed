/** Real editors, unmodified: Neovim and Emacs' eglot show what is planted, mend it, and follow what is typed. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { entry } from '../entry.ts';
import { hasProgram } from '../foreign/programs.ts';
import { PLACES, PLANTED } from './planted.ts';

const run = promisify(execFile);

interface Seen {
  rule?: string;
  line: number;
  start: number;
  finish: number;
  message: string;
}

type Told = Record<'opened' | 'redacted' | 'typed' | 'back', Seen[]> & { mended: string; actions: string[] };

/** Runs an editor on a file with planted secrets; what it printed. */
async function drive(program: string, args: string[]): Promise<Told> {
  const folder = mkdtempSync(join(tmpdir(), 'outrigger-editor-'));
  const file = join(folder, 'workspace', 'planted.txt');
  mkdirSync(join(folder, 'workspace'));
  writeFileSync(file, PLANTED);
  try {
    const { stdout } = await run(program, args, {
      timeout: 55_000,
      env: {
        ...process.env,
        XDG_RUNTIME_DIR: folder,
        NVIM_LOG_FILE: '/dev/null',
        XDG_STATE_HOME: folder,
        OUTRIGGER_FILE: file,
        OUTRIGGER_NODE: process.execPath,
        OUTRIGGER_CLI: entry('sidecar/cli/main'),
      },
    });
    return JSON.parse(stdout) as Told;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The columns of a place as an editor counts them: in bytes, or in characters. */
function places(count: (text: string) => number): { line: number; start: number; finish: number }[] {
  const lines = PLANTED.split('\n');
  return PLACES.map(({ line, start, end }) => {
    const text = lines[line] as string;
    return { line, start: count(text.slice(0, start)), finish: count(text.slice(0, end)) };
  });
}

function expectAll(told: Told, wanted: ReturnType<typeof places>): void {
  const where = (seen: Seen[]) => seen.map(({ line, start, finish }) => ({ line, start, finish }));
  expect(where(told.opened)).toEqual(wanted);
  expect(told.actions).toContain('Redact this github-pat');
  expect(told.mended).toBe('\ttoken = "[github-pat]"');
  expect(where(told.redacted)).toEqual(wanted.slice(1));
  expect(where(told.typed)).toEqual(wanted.slice(1, 2));
  expect(where(told.back)).toEqual(wanted.slice(1));
}

describe.runIf(hasProgram('nvim', 'neovim'))('Neovim', () => {
  it('shows three planted secrets at their columns, mends one, and follows typing', async () => {
    const told = await drive('nvim', ['--headless', '--clean', '-n', '-S', join(import.meta.dirname, 'neovim.lua')]);
    expectAll(told, places(Buffer.byteLength));
    expect(told.opened.map(({ rule }) => rule)).toEqual(PLACES.map(({ rule }) => rule));
  });
});

/** Emacs 29 has it built in; Debian 12 has it as a package. */
function hasEglot(): boolean {
  if (!hasProgram('emacs', 'emacs-nox')) return false;
  const { status } = spawnSync('emacs', ['--batch', '--eval', "(require 'eglot)"], { stdio: 'ignore' });
  if (status === 0) return true;
  const reason = 'eglot is not installed (Debian: apt-get install elpa-eglot)';
  if (process.env.CI === 'true') throw new Error(`${reason}, and CI must not skip its tests`);
  console.warn(`skipped: ${reason}`);
  return false;
}

describe.runIf(hasEglot())('Emacs with eglot', () => {
  it('shows three planted secrets at their columns, mends one, and follows typing', async () => {
    const told = await drive('emacs', ['--batch', '-l', join(import.meta.dirname, 'eglot.el')]);
    expectAll(
      told,
      places((text) => [...text].length),
    );
    expect(told.opened[0]?.message).toContain('github-pat');
  });
});
