/** The repository's files as the architecture rules see them: path and text. Reads, and judges nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  path: string;
  text: string;
}

export const ROOT = join(import.meta.dirname, '..', '..');

const TEXT = /\.(?:ts|rs|c|py|json|md|toml|sh|mjs)$|^\.ci\/run$/;
/** What .gitignore names, and what others made. */
const NOT_OURS = ['node_modules', 'dist', 'target', 'pkg', '.git', 'vectors'];

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && !NOT_OURS.includes(entry.name)) yield* walk(path);
    else if (entry.isFile() && TEXT.test(path)) yield path;
  }
}

export function readTree(): SourceFile[] {
  return [...walk('')].map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** TypeScript that is published or runs the sidecar; neither tests nor scripts. */
export function isSource({ path }: { path: string }): boolean {
  return /^(?:protocol|client|sidecar)\/.*\.ts$/.test(path) && !path.endsWith('.d.ts');
}
