/**
 * Loads what wasm-pack built (crates/local) in whatever runs this: from the file where there are files, by the web's own means
 * elsewhere. Each of the two modules is loaded once, with the first call that needs it, and again after a failure.
 */
import type { readFileSync } from 'node:fs';
import type * as kernel from './pkg/outrigger_local.js';
import type * as textKernel from './pkg/outrigger_local_text.js';

export type Kernel = Pick<typeof kernel, 'hash_records' | 'hash_messages' | 'Digester'>;
export type TextKernel = Pick<typeof textKernel, 'normalize' | 'Rules' | 'ExactTexts' | 'AlikeTexts'>;

/** What a module of wasm-bindgen has to be set up by. */
interface Built {
  default(): Promise<unknown>;
  initSync(options: { module: Uint8Array<ArrayBuffer> }): unknown;
}

export const loadKernel = once(async (): Promise<Kernel> => {
  const built = await import('./pkg/outrigger_local.js');
  await setUp(built, new URL('./pkg/outrigger_local_bg.wasm', import.meta.url));
  return built;
});

export const loadTextKernel = once(async (): Promise<TextKernel> => {
  const built = await import('./pkg/outrigger_local_text.js');
  await setUp(built, new URL('./pkg/outrigger_local_text_bg.wasm', import.meta.url));
  return built;
});

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

async function setUp(built: Built, file: URL): Promise<void> {
  // `fetch` of Node reads no files; `import` of node:fs would stop a bundler that builds for browsers
  if (file.protocol === 'file:') built.initSync({ module: fileSystem().readFileSync(file) });
  else await built.default();
}

function fileSystem(): { readFileSync: typeof readFileSync } {
  return process.getBuiltinModule('node:fs');
}
