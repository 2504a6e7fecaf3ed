/** A sidecar that listens on a socket of its own, as `outrigger serve` starts it. Ends with the scope. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const MAIN = join(import.meta.dirname, '..', '..', 'sidecar', 'cli', 'main.ts');

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

export async function startSidecar(...args: string[]): Promise<RunningSidecar> {
  const folder = mkdtempSync(join(tmpdir(), 'outrigger-sidecar-'));
  const path = join(folder, 'v1.sock');
  const child = spawn(process.execPath, [MAIN, 'serve', '--socket', path, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const greeting = await firstWords(child);
  return {
    path,
    process: child,
    greeting,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
