/** A sidecar that listens on a socket, as `outrigger serve` starts it. Ends with the scope. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entry } from '../entry.ts';

const MAIN = entry('sidecar/cli/main');

export interface RunningSidecar extends AsyncDisposable {
  path: string;
  process: ChildProcess;
  /** What it printed before it listened. */
  greeting: string;
}

async function firstWords(child: ChildProcess): Promise<string> {
  let words = '';
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  for await (const chunk of child.stdout ?? []) {
    words += chunk;
    // It says where it listens once it does, in one write.
    if (words.endsWith('\n')) return words;
  }
  throw new Error(`the sidecar ended before it listened: ${words}${complaint}`);
}

/** Starts `outrigger serve` with these arguments; it will listen on `path`. */
export async function serveAt(path: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<RunningSidecar> {
  const child = spawn(process.execPath, [MAIN, 'serve', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...env },
  });
  const greeting = await firstWords(child);
  return {
    path,
    process: child,
    greeting,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** A sidecar on a socket of its own. */
export async function startSidecar(...args: string[]): Promise<RunningSidecar> {
  const folder = mkdtempSync(join(tmpdir(), 'outrigger-sidecar-'));
  const path = join(folder, 'v1.sock');
  const sidecar = await serveAt(path, ['--socket', path, ...args]);
  return {
    ...sidecar,
    async [Symbol.asyncDispose]() {
      await sidecar[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
