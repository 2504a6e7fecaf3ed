/**
 * What `tsc -b` leaves undone in dist/: the kernels beside the code that loads them, and the bin made executable.
 * Runs in every install from the checkout (`prepare`), so it must never need Rust, and never compile anything.
 */
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleSidecar } from './package/bundle.ts';

process.chdir(join(import.meta.dirname, '..'));

/** A loader looks for its kernel beside its own file, so that source and dist find it by the same rule. */
const COPIES = [
  'sidecar/kernel/kernel.wasm',
  'sidecar/kernel/vocabulary/o200k_base.bin',
  'sidecar/kernel/vocabulary/cl100k_base.bin',
  'client/local/pkg/outrigger_local.js',
  'client/local/pkg/outrigger_local.d.ts',
  'client/local/pkg/outrigger_local_bg.wasm',
  'client/local/pkg/outrigger_local_text.js',
  'client/local/pkg/outrigger_local_text.d.ts',
  'client/local/pkg/outrigger_local_text_bg.wasm',
];
const EXECUTABLES = ['dist/sidecar/cli/main.js', 'dist/sidecar/serve.js'];

for (const path of COPIES) {
  mkdirSync(dirname(`dist/${path}`), { recursive: true });
  copyFileSync(path, `dist/${path}`);
}
await bundleSidecar(join(process.cwd(), 'dist'));
for (const path of EXECUTABLES) chmodSync(path, 0o755);
