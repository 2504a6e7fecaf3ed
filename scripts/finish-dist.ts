/**
 * What `tsc -b` leaves undone in dist/: the kernel beside the code that loads it, and the bin made executable.
 * Runs in every install from the checkout (`prepare`), so it must never need Rust, and never compile anything.
 */
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

process.chdir(join(import.meta.dirname, '..'));

/** The loader looks for the kernel beside its own file, so that source and dist find it by the same rule. */
const COPIES = [
  'sidecar/kernel/kernel.wasm',
  'sidecar/kernel/vocabulary/o200k_base.bin',
  'sidecar/kernel/vocabulary/cl100k_base.bin',
];
const EXECUTABLES = ['dist/sidecar/cli/main.js', 'dist/sidecar/serve.js'];

for (const path of COPIES) {
  mkdirSync(dirname(`dist/${path}`), { recursive: true });
  copyFileSync(path, `dist/${path}`);
}
for (const path of EXECUTABLES) chmodSync(path, 0o755);
