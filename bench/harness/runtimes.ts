/** The runtimes that stacks run on: this Node, and those that bench/package.json brings. What isn't there is told, not faked. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export type RuntimeName = 'node' | 'node22' | 'deno' | 'bun';

export interface Runtime {
  readonly name: RuntimeName;
  readonly program: string;
  /** Before the script. */
  readonly flags: readonly string[];
  readonly version: string;
}

const MODULES = join(import.meta.dirname, '..', 'node_modules');
const PROGRAMS: Record<RuntimeName, { program: string; flags: string[] }> = {
  node: { program: process.execPath, flags: ['--no-warnings'] },
  node22: { program: join(MODULES, 'node22/bin/node'), flags: ['--no-warnings', '--experimental-strip-types'] },
  deno: { program: join(MODULES, 'deno/deno'), flags: ['run', '--quiet', '--no-check', '--allow-all'] },
  bun: { program: join(MODULES, 'bun/bin/bun.exe'), flags: ['run'] },
};

/** The runtime, or undefined where its package has no program for this platform. */
export function findRuntime(name: RuntimeName): Runtime | undefined {
  const { program, flags } = PROGRAMS[name];
  if (!existsSync(program)) return undefined;
  const { stdout, status } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const version = /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? 'unknown';
  return { name, program, flags, version };
}
