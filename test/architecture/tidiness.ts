/** What keeps the tree tidy: no dead files, no long ones, no names that say nothing, no unused dependency. Pure. */
import { posix } from 'node:path';
import { importsOf } from './imports.ts';
import type { Violation } from './layers.ts';
import { isSource, type SourceFile } from './tree.ts';

/** Where running starts: what package.json exports, its bin, the entry that the client spawns, and the workers' entry. */
export const ENTRIES = [
  'client/index.ts',
  'client/local.ts',
  'client/vscode.ts',
  'protocol/index.ts',
  'sidecar/cli/main.ts',
  'sidecar/serve.ts',
  'sidecar/spawned.ts',
];

/** Source files that nothing reaches from an entry. */
export function deadFiles(files: SourceFile[], entries: string[] = ENTRIES): Violation[] {
  const sources = new Map(files.filter(isSource).map((file) => [file.path, file]));
  const reached = new Set<string>();
  const queue = [...entries];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const file = sources.get(path);
    if (file === undefined || reached.has(path)) continue;
    reached.add(path);
    queue.push(...importsOf(file).map(({ to }) => to));
  }
  return [...sources.keys()]
    .filter((path) => !reached.has(path))
    .map((path) => ({ path, problem: 'no entry reaches this file' }));
}

const CODE = /\.(?:ts|rs|c|py)$/;
const GENERATED = /generated|\/pkg\//;
const LINES_MAX = 400;

export function longFiles(files: SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => CODE.test(path) && !GENERATED.test(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > LINES_MAX)
    .map(({ path, lines }) => ({ path, problem: `${lines} lines, over ${LINES_MAX}: split it by concern` }));
}

const EMPTY_NAMES = /^(?:utils?|helpers?|common|misc|shared)(?:[.-]|$)/;

export function emptyNames(files: SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => CODE.test(path) && path.split('/').some((part) => EMPTY_NAMES.test(part)))
    .map(({ path }) => ({ path, problem: 'a name that says nothing: name the noun that the file owns' }));
}

/** A reader knows in the first five lines what a file is for. */
export function unexplainedFiles(files: SourceFile[]): Violation[] {
  return files
    .filter((file) => isSource(file) || /^(?:scripts|test)\/.*\.ts$/.test(file.path))
    .filter(({ text }) => !/^(?:#!.*\n)?\/[*/]/.test(text))
    .map(({ path }) => ({ path, problem: 'its first lines do not say what it is for' }));
}

/** Places of one machine don't belong in a tree that others clone. Written in parts, or this file would be found. */
const MACHINE_PATHS = new RegExp(String.raw`(?<![\w.~}])/(?:${['root', 'work', 'home/[a-z]+'].join('|')})/`);

export function machinePaths(files: SourceFile[]): Violation[] {
  return files.flatMap(({ path, text }) => {
    const line = text.split('\n').find((each) => MACHINE_PATHS.test(each));
    return line === undefined ? [] : [{ path, problem: `a path of one machine: ${line.trim()}` }];
  });
}

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  scripts?: Record<string, string>;
}

/** What TypeScript or a script uses without importing it. */
const USED_UNSEEN: Record<string, string> = {
  node: 'the Node that npm scripts run on',
  '@types/node': 'types of node:*',
  '@types/yargs': 'types of yargs',
};
const BINARIES: Record<string, string> = { '@biomejs/biome': 'biome', typescript: 'tsc', vitest: 'vitest' };

/** Dependencies that nothing uses, and packages that are used without being named. */
export function dependencyViolations(manifest: Manifest, files: SourceFile[]): Violation[] {
  const imported = (wanted: (file: SourceFile) => boolean) =>
    new Set(files.filter(wanted).flatMap((file) => importsOf(file).map(({ to }) => to)));
  const isCode = ({ path }: SourceFile) => path.endsWith('.ts') && !path.startsWith('bench/');
  const bySource = imported(isSource);
  const byAnything = imported(isCode);
  const scripts = Object.values(manifest.scripts ?? {}).join(' ');
  const production = Object.keys(manifest.dependencies ?? {});
  const development = Object.keys(manifest.devDependencies ?? {});
  const isUsed = (name: string) =>
    byAnything.has(name) || USED_UNSEEN[name] !== undefined || scripts.includes(BINARIES[name] ?? '\0');
  const isPackage = (name: string) => !name.includes(':') && !/\.[a-z]+$/.test(name) && !posix.isAbsolute(name);
  const path = 'package.json';
  return [
    ...production.filter((name) => !bySource.has(name)).map((name) => ({ path, problem: `${name} is not used` })),
    ...development.filter((name) => !isUsed(name)).map((name) => ({ path, problem: `${name} is not used` })),
    ...[...bySource]
      .filter((name) => isPackage(name) && !name.includes('/') && !production.includes(name))
      .map((name) => ({ path, problem: `${name} is imported, but no dependency` })),
  ];
}
