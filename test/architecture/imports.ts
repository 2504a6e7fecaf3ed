/** What a TypeScript file imports: modules of ours as paths from the root, others by package name. Pure. */
import { posix } from 'node:path';
import type { SourceFile } from './tree.ts';

export interface Import {
  from: string;
  /** A path from the root for a file of ours, `node:fs`, or a package's name without its subpath. */
  to: string;
  /** Named by URL: a program or thread that is started, not code that is loaded here. */
  started: boolean;
}

const STATEMENT = /^\s*(?:import|export)\s+(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g;
const BUILTIN = /\b(?:require|getBuiltinModule)\(\s*'([^']+)'/g;
/** A worker's entry, or a file that is found beside the code: `new URL('./worker.ts', …)`, with or without a template. */
const BESIDE = /new URL\(\s*(?:'(\.[^']+)'|`(\.[^`]+)`)/g;

function target(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Every import of a file, with those of files that it names by URL. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, started: boolean) => found.push({ from: path, to: target(path, specifier), started });
  for (const [, specifier] of text.matchAll(STATEMENT)) add(specifier as string, false);
  for (const [, specifier] of text.matchAll(DYNAMIC)) add(specifier as string, false);
  for (const [, specifier] of text.matchAll(BUILTIN)) add(specifier as string, false);
  for (const [, plain, template] of text.matchAll(BESIDE)) {
    // `./worker.${extension}` is the .ts here and the .js in dist.
    const name = plain ?? (template as string).replace(/\$\{[^}]+\}$/, 'ts');
    if (name.endsWith('.ts')) add(name, true);
  }
  return found;
}
