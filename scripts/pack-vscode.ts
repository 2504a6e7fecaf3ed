/**
 * Builds and packs the VS Code extension: editors/vscode/outrigger.vsix, with the outrigger of this checkout in it. Works in a
 * folder of its own, so that the checkout gets no second node_modules. Run: `node scripts/pack-vscode.ts`. Publishes nothing.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleExtension } from './package/extension.ts';

const root = join(import.meta.dirname, '..');
const here = join(root, 'editors', 'vscode');
const stage = mkdtempSync(join(tmpdir(), 'outrigger-vsix-'));

function run(folder: string, command: string, ...args: string[]): void {
  console.error(`$ ${command} ${args.join(' ')}`);
  execFileSync(command, args, { cwd: folder, stdio: ['ignore', 2, 2] });
}

try {
  run(root, 'npm', 'run', '--silent', 'build');
  for (const name of ['package.json', 'tsconfig.json', '.vscodeignore', 'src', 'README.md']) {
    cpSync(join(here, name), join(stage, name), { recursive: true });
  }
  cpSync(join(root, 'LICENSE'), join(stage, 'LICENSE'));
  cpSync(join(root, 'docs', 'outrigger.schema.json'), join(stage, 'outrigger.schema.json'));
  run(stage, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock');
  symlinkSync(root, join(stage, 'node_modules', 'outrigger'), 'junction');
  const bin = join(stage, 'node_modules', '.bin');
  run(stage, join(bin, 'tsc'), '-p', '.');
  await bundleExtension(root, stage);
  const vsix = join(here, 'outrigger.vsix');
  run(stage, join(bin, 'vsce'), 'package', '--out', vsix, '--allow-missing-repository', '--no-dependencies');
  console.log(`editors/vscode/outrigger.vsix: ${(statSync(vsix).size / 1e6).toFixed(1)} MB`);
} finally {
  rmSync(stage, { recursive: true, force: true });
}
