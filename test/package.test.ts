/** The packed package: just what a user needs, and nothing of how it is made. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

interface Packed {
  files: { path: string; mode: number }[];
}

/** As `npm pack` would pack it, from the dist that `npm test` has just built. */
function pack(): Packed['files'] {
  const told = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const packed = JSON.parse(told) as Packed[] | Record<string, Packed>;
  return (Object.values(packed)[0] as Packed).files; // a list in npm 10, by name in npm 11
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Every file that package.json sends somebody to. */
function promised(value: unknown): string[] {
  if (typeof value === 'string')
    return value.startsWith('./') || value.startsWith('dist/') ? [value.replace(/^\.\//, '')] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(promised) : [];
}

test('it holds every file that package.json names, the spawned entry and the kernel', () => {
  const paths = pack().map(({ path }) => path);
  const needed = ['dist/sidecar/serve.js', 'dist/sidecar/kernel/kernel.wasm', 'README.md', 'LICENSE', 'CHANGELOG.md'];
  expect(paths).toEqual(expect.arrayContaining([...promised(manifest.exports), ...promised(manifest.bin), ...needed]));
});

test('it holds no sources, tests, build state or second kernel', () => {
  const stray = pack().filter(({ path }) => {
    if (
      /^(?:README|LICENSE|CHANGELOG)(?:\.md)?$|^package\.json$|^docs\/(?:[A-Z-]+\.md|outrigger\.schema\.json)$/.test(
        path,
      )
    )
      return false;
    if (/^(?:sidecar\/kernel\/kernel\.|client\/local\/pkg\/)provenance\.json$/.test(path)) return false;
    const built = /(?:\.c?js|\.d\.ts|kernel\.wasm|outrigger_local(?:_text)?_bg\.wasm|\/vocabulary\/.*)$/;
    return !(/^dist\/(?:protocol|client|sidecar)\//.test(path) && built.test(path));
  });
  expect(stray).toEqual([]);
});

test("its program is executable and runs on whatever node is the user's", () => {
  const main = pack().find(({ path }) => path === manifest.bin.outrigger);
  expect((main?.mode ?? 0) & 0o111).toBe(0o111);
  expect(readFileSync(join(ROOT, manifest.bin.outrigger), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});
