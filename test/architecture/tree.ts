/** The repository's files as the architecture rules see them: path and text. Reads what git knows; judges nothing. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  path: string;
  text: string;
}

export const ROOT = join(import.meta.dirname, '..', '..');

const TEXT = /\.(?:ts|rs|c|py|json|md|toml|sh|mjs)$|^\.ci\/run$/;

/** Every text file that is tracked or would be: what is ignored is none of ours. */
export function readTree(): SourceFile[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  const paths = list
    .toString('utf8')
    .split('\0')
    .filter((path) => TEXT.test(path));
  return paths
    .filter((path) => existsSync(join(ROOT, path)) && statSync(join(ROOT, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** TypeScript that is published or runs the sidecar; neither tests nor scripts. */
export function isSource({ path }: { path: string }): boolean {
  return /^(?:protocol|client|sidecar)\/.*\.ts$/.test(path) && !path.endsWith('.d.ts');
}
