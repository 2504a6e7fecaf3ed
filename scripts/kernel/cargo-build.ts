/**
 * One build of crates/arena to Wasm, the same to the byte wherever the checkout, Cargo's home and the build directory
 * lie. Must never let the caller's environment or a path into the module.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { MAX_PAGES } from './module-rules.ts';
import type { Toolchain } from './toolchain.ts';

const TARGET = 'wasm32-unknown-unknown';

/**
 * A shared memory that the host brings and sizes. The linker's own stack is never used (the host sets one a slab):
 * 1 KiB of it keeps address 0 free of statics.
 */
const LINK_ARGS = [
  '--shared-memory',
  '--import-memory',
  `--max-memory=${MAX_PAGES * 65536}`,
  '-zstack-size=1024',
  ...['__wasm_init_tls', '__tls_size', '__tls_align', '__tls_base', '__stack_pointer', '__heap_base'].map(
    (symbol) => `--export=${symbol}`,
  ),
];

/** What is compiled in is no secret and no path: the flags are recorded in the provenance. */
export const RUST_FLAGS = [
  '-Clinker=rust-lld',
  '-Ctarget-feature=+atomics,+bulk-memory,+mutable-globals,+simd128',
  ...LINK_ARGS.map((arg) => `-Clink-arg=${arg}`),
];

export const CARGO_ARGS = [
  '--release',
  '--locked',
  '--package=outrigger-arena',
  `--target=${TARGET}`,
  '-Zbuild-std=core,alloc',
];

export interface BuildPlaces {
  /** The Cargo workspace, crates/. */
  readonly workspace: string;
  /** Where Cargo puts what it builds. */
  readonly target: string;
}

/** Builds the module and gives its bytes. `features` are those of crates/arena. Throws an Error when Cargo fails. */
export function buildModule(
  toolchain: Toolchain,
  { workspace, target }: BuildPlaces,
  features: string[] = [],
): Uint8Array {
  const environment = buildEnvironment(toolchain, target);
  const cargo = (...args: string[]) => {
    const { status, error } = spawnSync(toolchain.cargo, args, { cwd: workspace, env: environment, stdio: 'inherit' });
    if (error !== undefined || status !== 0) throw new Error(`cargo ${args[0]} failed`, { cause: error });
  };
  // First, so that the registry's folders exist: each is named after the registry and must be remapped by its name.
  cargo('fetch', '--locked', '--quiet', `--target=${TARGET}`);
  const remaps = remapFlags(workspace, target, toolchain.sysroot, environment.CARGO_HOME ?? '');
  environment.CARGO_ENCODED_RUSTFLAGS = [...RUST_FLAGS, ...remaps].join('\x1f');
  const chosen = features.length === 0 ? [] : [`--features=${features.join()}`];
  cargo('build', '--quiet', ...CARGO_ARGS, ...chosen);
  return readFileSync(join(target, TARGET, 'release', 'outrigger_arena.wasm'));
}

/** Only what Cargo needs: nothing that would change flags, profiles or wrappers. */
export function buildEnvironment({ rustc }: Pick<Toolchain, 'rustc'>, target: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:CARGO|RUST|BINDGEN|CC$|CFLAGS)/.test(name));
  return {
    ...Object.fromEntries(kept),
    CARGO_HOME: process.env.CARGO_HOME ?? join(homedir(), '.cargo'),
    CARGO_TARGET_DIR: target,
    RUSTC: rustc,
    // `-Zbuild-std` and `#[thread_local]` are unstable; the compiler is a release, and the provenance says which.
    RUSTC_BOOTSTRAP: '1',
  };
}

export function remapFlags(workspace: string, target: string, sysroot: string, cargoHome: string): string[] {
  const registry = join(cargoHome, 'registry', 'src');
  const remaps: [from: string, to: string][] = [
    [cargoHome, 'cargo'],
    [target, 'target'],
    [workspace, 'crates'],
    [join(sysroot, 'lib/rustlib/src/rust'), 'rust'],
    ...readdirSync(registry).map((folder): [string, string] => [join(registry, folder), 'crate']),
  ];
  return remaps.map(([from, to]) => `--remap-path-prefix=${from}=${to}`);
}
