/**
 * Builds and packs the VS Code extension: editors/vscode/outrigger.vsix, with the outrigger of this checkout in it. Works in a
 * folder of its own, so that the checkout gets no second node_modules. Run: `node scripts/pack-vscode.ts`. Publishes nothing.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const here = join(root, 'editors', 'vscode');
const stage = mkdtempSync(join(tmpdir(), 'outrigger-vsix-'));

function run(folder: string, command: string, ...args: string[]): string {
  console.error(`$ ${command} ${args.join(' ')}`);
  return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

try {
  const packed = run(root, 'npm', 'pack', '--silent', '--pack-destination', stage, ...process.argv.slice(2));
  const tarball = packed.trim().split('\n').at(-1) as string;
  for (const name of ['package.json', 'tsconfig.json', '.vscodeignore', 'src', 'README.md']) {
    cpSync(join(here, name), join(stage, name), { recursive: true });
  }
  cpSync(join(root, 'docs', 'outrigger.schema.json'), join(stage, 'outrigger.schema.json'));
  run(stage, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--save', `./${tarball}`);
  rmSync(join(stage, tarball));
  const bin = join(stage, 'node_modules', '.bin');
  run(stage, join(bin, 'tsc'), '-p', '.');
  run(stage, join(bin, 'vsce'), 'package', '--out', 'outrigger.vsix', '--allow-missing-repository', '--skip-license');
  cpSync(join(stage, 'outrigger.vsix'), join(here, 'outrigger.vsix'));
  console.log('editors/vscode/outrigger.vsix');
} finally {
  rmSync(stage, { recursive: true, force: true });
}
