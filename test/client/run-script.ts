/** Runs a few lines of a program as a process of its own, as a user's would: what it prints, and that it ends. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Ran {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** The sources' or the built client, as an import specifier. */
export function clientUrl(built = false): string {
  return new URL(built ? '../../dist/client/index.js' : '../../client/index.ts', import.meta.url).href;
}

export function runScript(
  lines: string,
  { execPath = process.execPath, flags = [] as string[], env = {} } = {},
): Promise<Ran> {
  const child = spawn(execPath, [...flags, '--input-type=module', '--eval', lines], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
