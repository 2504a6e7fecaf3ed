/** Runs the `outrigger` program as a user would, from its sources. Judges nothing. */
import { spawn, spawnSync } from 'node:child_process';
import { entry } from '../entry.ts';

export const MAIN = entry('sidecar/cli/main');

export interface Ran {
  stdout: string;
  stderr: string;
  code: number | null;
}

export interface RunOptions {
  input?: string | Uint8Array;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

/** No sidecar of the user's may be met by a test: XDG_RUNTIME_DIR leads to a folder that isn't there. */
const ALONE = { XDG_RUNTIME_DIR: '/nonexistent-outrigger-test', LC_ALL: 'C.UTF-8', NO_COLOR: '1' };

export function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...ALONE, ...more };
}

export function run(args: readonly string[], { input = '', env, cwd }: RunOptions = {}): Ran {
  const ran = spawnSync(process.execPath, [MAIN, ...args], { input, env: environment(env), cwd, maxBuffer: 2 ** 28 });
  return { stdout: ran.stdout.toString(), stderr: ran.stderr.toString(), code: ran.status };
}

/** The same without blocking this process: for a test that is itself the other side. */
export async function runAside(args: readonly string[], { env, cwd }: RunOptions = {}): Promise<Ran> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: environment(env),
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, code] = await Promise.all([
    child.stdout.toArray().then((parts) => Buffer.concat(parts).toString()),
    child.stderr.toArray().then((parts) => Buffer.concat(parts).toString()),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { stdout, stderr, code };
}
