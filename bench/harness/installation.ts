/** What the bench needs before it can run: its own packages, and the built package that it measures. Says what it does. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const BENCH = join(import.meta.dirname, '..');

function npm(args: readonly string[], cwd: string): void {
  const { status } = spawnSync('npm', [...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed`);
}

/** Installs the rivals where one is missing: some 400 MB, among them Node 22, Deno and Bun. */
export function ensureInstalled(): void {
  const { dependencies } = JSON.parse(readFileSync(join(BENCH, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const missing = Object.keys(dependencies).filter((name) => !existsSync(join(BENCH, 'node_modules', name)));
  if (missing.length === 0) return;
  console.log(`${missing.join(', ')} missing: npm ci (the rivals, with Node 22, Deno and Bun: some 400 MB)`);
  npm(['ci', '--no-audit', '--no-fund'], BENCH);
}

/** Builds dist/, which is what users run. */
export function ensureBuilt(): void {
  npm(['run', '--silent', 'build'], join(BENCH, '..'));
}

/** What is measured, and what measures it; what a run writes itself is no change of these. */
const MEASURED = ['../client', '../sidecar', '../protocol', '.', ':!results', ':!RESULTS.md'];

/** The last commit that changed what is measured, with `+` where the tree has further changes. */
export function commitOf(): string {
  const git = (...args: string[]) => {
    const { stdout } = spawnSync('git', [...args, '--', ...MEASURED], { cwd: BENCH, encoding: 'utf8' });
    return stdout?.trim() ?? '';
  };
  const changed = git('status', '--porcelain') === '' ? '' : '+';
  return `${git('log', '-1', '--format=%h') || 'unknown'}${changed}`;
}
