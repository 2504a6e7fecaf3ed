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

/**
 * Built-ins that a first tiny call doesn't need, and what we import of them: crypto takes as long to load as all of our own code,
 * fs/promises brings readline along. `new` of a function that returns an object gives that object, so classes work too.
 */
const LATE_BUILTINS: Record<string, readonly string[]> = {
  'node:crypto': ['createHash', 'hash', 'randomBytes'],
  'node:fs/promises': ['open', 'readFile', 'readdir', 'rename', 'rm', 'stat', 'writeFile'],
  'node:worker_threads': ['Worker'],
};
const LATE = '\0late-';

/** Loads `builtins` at the first call of something in them. */
function lateBuiltins(builtins: readonly string[]): Plugin {
  return {
    name: 'late-builtins',
    resolveId: (id) => (builtins.includes(id) ? `${LATE}${id}` : undefined),
    load(id) {
      const builtin = id.startsWith(LATE) ? id.slice(LATE.length) : '';
      const late = (name: string) => {
        const make = /^[A-Z]/.test(name) ? 'new ' : '';
        return `export function ${name}(...args) { return ${make}(process.getBuiltinModule('${builtin}').${name})(...args); }`;
      };
      return LATE_BUILTINS[builtin]?.map(late).join('\n');
    },
  };
}

/**
 * Files that are found beside a module are still found there: `import.meta.url` stays what it was in the module's own file.
 * `folder` is where the bundle lies among the modules, `here` the expression for its own URL.
 */
export function places(folder: string, here: string): Plugin {
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

async function bundle(entry: string, file: string, format: 'cjs' | 'esm', late: readonly string[]): Promise<void> {
  const here = format === 'cjs' ? "require('node:url').pathToFileURL(__filename)" : 'import.meta.url';
  const built = await rolldown({
    input: entry,
    platform: 'node',
    external: LATE_MODULES,
    plugins: [lateBuiltins(late), places(dirname(entry), here)],
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
  await bundle(join(sidecar, 'spawned.js'), join(sidecar, 'spawned-bundle.cjs'), 'cjs', Object.keys(LATE_BUILTINS));
  await bundle(worker, join(sidecar, 'pool', 'worker-bundle.js'), 'esm', ['node:crypto']);
  writeFileSync(join(sidecar, 'spawned.cjs'), STARTER);
}
