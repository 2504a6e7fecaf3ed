/**
 * Where a committed module comes from: the sources, the toolchain and the flags, each by what identifies it. Must hold no
 * path, host or date: the same build gives the same file.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CARGO_ARGS, RUST_FLAGS } from './cargo-build.ts';
import type { ToolchainVersions } from './toolchain.ts';

export interface Provenance {
  readonly module: { readonly sha256: string; readonly bytes: number };
  /** Of all files that the build reads, by their names under crates/, lengths and bytes. */
  readonly sources: { readonly sha256: string; readonly files: number };
  readonly cargoLock: string;
  readonly toolchain: ToolchainVersions;
  readonly cargo: readonly string[];
  readonly rustFlags: readonly string[];
}

/** What Cargo reads in crates/ to build the module: no test, example or bench. */
const SOURCES = [
  'Cargo.toml',
  'Cargo.lock',
  '{kernel,arena}/Cargo.toml',
  '{kernel,arena}/build.rs',
  '{kernel,arena}/src/**/*',
];

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** One digest of every source file under `workspace` (crates/). */
export function hashSources(workspace: string): Provenance['sources'] {
  const found = globSync(SOURCES, { cwd: workspace, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = found.map((entry) => join(entry.parentPath, entry.name).slice(workspace.length + 1));
  const files = paths.map((path) => path.replaceAll('\\', '/')).sort();
  const hash = createHash('sha256');
  for (const path of files) {
    const bytes = readFileSync(join(workspace, path));
    hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
  return { sha256: hash.digest('hex'), files: files.length };
}

export function describeBuild(
  module: Uint8Array,
  workspace: string,
  toolchain: ToolchainVersions,
  features: readonly string[],
): Provenance {
  return {
    module: { sha256: sha256(module), bytes: module.length },
    sources: hashSources(workspace),
    cargoLock: sha256(readFileSync(join(workspace, 'Cargo.lock'))),
    toolchain,
    cargo: [...CARGO_ARGS, ...features.map((feature) => `--features=${feature}`)],
    rustFlags: RUST_FLAGS,
  };
}

export function readProvenance(path: string): Provenance {
  return JSON.parse(readFileSync(path, 'utf8')) as Provenance;
}

/** The first thing about which a committed module and its provenance, or the sources, are at odds. */
export function staleness(committed: Uint8Array, provenance: Provenance, workspace: string): string | undefined {
  if (sha256(committed) !== provenance.module.sha256) return 'it is not the module that its provenance describes';
  const sources = hashSources(workspace);
  if (sources.sha256 !== provenance.sources.sha256) return 'the sources in crates/ changed since it was built';
  return undefined;
}

export function sameToolchain(a: ToolchainVersions, b: ToolchainVersions): boolean {
  return a.rustc === b.rustc && a.llvm === b.llvm && a.lld === b.lld;
}
