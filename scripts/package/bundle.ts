/**
 * Puts what a spawned sidecar and its workers load into a file each: looking up and linking a hundred modules took two thirds
 * of the time to a first answer (4.1 times `node -e 0`; in one file 2.7, with compiled code kept 2.4). CommonJS for the main
 * thread: imports of built-ins as ES modules evaluate all their getters, among them fs's streams. Must never change what
 * the code does: the modules of dist/ stay as they are for everyone else.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

/** Loaded when they are needed, if ever: the log's writers, and the document of `rpc.discover`. */
const LATE_MODULES = [/^pino/, /to-json-schema/, /openrpc/];

/** Loading it takes as long as all of our own code, and a first tiny call doesn't need it. */
const LATE_CRYPTO = '\0late-crypto';
const CRYPTO = ['createHash', 'hash', 'randomBytes'];

const lateCrypto: Plugin = {
  name: 'late-crypto',
  resolveId: (id) => (id === 'node:crypto' ? LATE_CRYPTO : undefined),
  load: (id) => {
    if (id !== LATE_CRYPTO) return undefined;
    const late = (name: string) =>
      `export const ${name} = (...args) => process.getBuiltinModule('node:crypto').${name}(...args);`;
    return CRYPTO.map(late).join('\n');
  },
};

/** Files that are found beside a module are still found there: `import.meta.url` stays what it was in the module's own file. */
function places(folder: string, here: string): Plugin {
  return {
    name: 'places',
    transform(code, id) {
      if (!code.includes('import.meta.url')) return undefined;
      const beside = JSON.stringify(relative(folder, id).split('\\').join('/'));
      return code.replaceAll('import.meta.url', `new URL(${beside}, ${here}).href`);
    },
  };
}

/** The file that the client spawns keeps compiled code between starts, where Node can. */
const STARTER = `// Written by scripts/package/bundle.ts: keeps compiled code between starts, then serves.
'use strict';
require('node:module').enableCompileCache?.();
require('./spawned-bundle.cjs');
`;

async function bundle(entry: string, file: string, format: 'cjs' | 'esm'): Promise<void> {
  const here = format === 'cjs' ? "require('node:url').pathToFileURL(__filename)" : 'import.meta.url';
  const built = await rolldown({
    input: entry,
    platform: 'node',
    external: LATE_MODULES,
    plugins: [lateCrypto, places(dirname(entry), here)],
    // a module that can't be found must not become an import that fails at a user's
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  const { output } = await built.write({ file, format, codeSplitting: false });
  await built.close();
  if (output.length !== 1) throw new Error(`${entry} became ${output.length} files`);
}

/** Bundles `dist/sidecar/spawned.js` beside itself, and `pool/worker.js` in its own place. */
export async function bundleSidecar(dist: string): Promise<void> {
  const sidecar = join(dist, 'sidecar');
  const worker = join(sidecar, 'pool', 'worker.js');
  await bundle(join(sidecar, 'spawned.js'), join(sidecar, 'spawned-bundle.cjs'), 'cjs');
  await bundle(worker, join(sidecar, 'pool', 'worker-bundle.js'), 'esm');
  writeFileSync(join(sidecar, 'spawned.cjs'), STARTER);
}
