/**
 * The VS Code extension as it is shipped: three files of code, and beside them what they open by its place (the kernel, the
 * vocabularies, the rules' page) where they look for it. No node_modules: the packages in a .vsix were nine tenths of it.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import { places } from './bundle.ts';

const HERE = "require('node:url').pathToFileURL(__filename)";

/** Opened by code that finds them from its own place. */
const BESIDE = [
  'dist/sidecar/pool/worker-bundle.js',
  'dist/sidecar/kernel/kernel.wasm',
  'dist/sidecar/kernel/vocabulary/o200k_base.bin',
  'dist/sidecar/kernel/vocabulary/cl100k_base.bin',
  'docs/RULES.md',
];

/** Bundles `entry` into `stage/file`, whose place among the package's modules is `root/file`. */
async function bundle(root: string, stage: string, entry: string, file: string): Promise<void> {
  const built = await rolldown({
    input: entry,
    platform: 'node',
    // pino-pretty is for people at a terminal
    external: ['vscode', 'pino-pretty'],
    plugins: [places(dirname(join(root, file)), HERE)],
  });
  const { output } = await built.write({ file: join(stage, file), format: 'cjs', codeSplitting: false, minify: true });
  await built.close();
  if (output.length !== 1) throw new Error(`${entry} became ${output.length} files`);
}

/** Fills `stage`, which holds the extension's sources and packages, from the built checkout at `root`. */
export async function bundleExtension(root: string, stage: string): Promise<void> {
  await bundle(root, stage, join(stage, 'src', 'extension.ts'), 'out/extension.js');
  await bundle(root, stage, join(stage, 'src', 'server.ts'), 'out/server.js');
  await bundle(root, stage, join(root, 'dist', 'sidecar', 'spawned.js'), 'dist/sidecar/spawned.cjs');
  for (const path of BESIDE) {
    mkdirSync(dirname(join(stage, path)), { recursive: true });
    cpSync(join(root, path), join(stage, path));
  }
  // the workers' file is an ES module
  writeFileSync(join(stage, 'dist', 'package.json'), '{ "type": "module" }\n');
}
