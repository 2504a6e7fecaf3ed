/**
 * Loads the kernel that wasm-pack built (crates/local) in whatever runs this: from the file where there are files, by the
 * web's own means elsewhere. Loads it once, with the first call, and tries again after a failure.
 */
import type { readFileSync } from 'node:fs';
import type * as kernel from './pkg/outrigger_local.js';

export type Kernel = Pick<typeof kernel, 'hash_records' | 'hash_messages' | 'Digester'>;

let loading: Promise<Kernel> | undefined;

export function loadKernel(): Promise<Kernel> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Kernel> {
  const built = await import('./pkg/outrigger_local.js');
  const file = new URL('./pkg/outrigger_local_bg.wasm', import.meta.url);
  // `fetch` of Node reads no files; `import` of node:fs would stop a bundler that builds for browsers
  if (file.protocol === 'file:') built.initSync({ module: fileSystem().readFileSync(file) });
  else await built.default();
  return built;
}

function fileSystem(): { readFileSync: typeof readFileSync } {
  return process.getBuiltinModule('node:fs');
}
