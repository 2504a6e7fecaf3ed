/**
 * The sources of crates/local and of the kernel, copied so that one folder holds both: Cargo hashes a package's path from its
 * workspace's folder on, and an absolute one where it lies outside, as crates/kernel does from crates/local. That hash is in
 * every symbol, and so in the order of the module's functions. Must never change what the sources say.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** The folders of crates/ that the package is made of; packs is a development dependency, which Cargo reads all the same. */
const CRATES = ['kernel', 'arena', 'packs'];

export interface StagedSources extends Disposable {
  /** crates/local is here itself. */
  readonly package: string;
  /** The workspace of the kernel, in the same folder. */
  readonly workspace: string;
}

/** Copies the sources of `crates` into a new folder, which disposing removes. */
export function stageSources(crates: string): StagedSources {
  const folder = mkdtempSync(join(tmpdir(), 'outrigger-sources-'));
  const workspace = join(folder, 'crates');
  mkdirSync(workspace);
  copySources(join(crates, 'local'), folder);
  for (const crate of CRATES) copySources(join(crates, crate), join(workspace, crate));
  for (const file of ['Cargo.toml', 'Cargo.lock']) cpSync(join(crates, file), join(workspace, file));
  const manifest = join(folder, 'Cargo.toml');
  writeFileSync(manifest, inOneFolder(readFileSync(manifest, 'utf8')));
  return { package: folder, workspace, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

function copySources(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (path) => basename(path) !== 'target' });
}

/** The package's manifest, with the kernel below it instead of beside it, in a workspace of its own as before. */
function inOneFolder(manifest: string): string {
  const moved = manifest
    .replace(/^\[workspace\]$/m, '[workspace]\nexclude = ["crates"]')
    .replaceAll('"../kernel', '"crates/kernel');
  if (moved.includes('"../') || !moved.includes('exclude')) throw new Error('crates/local/Cargo.toml has another form');
  return moved;
}
