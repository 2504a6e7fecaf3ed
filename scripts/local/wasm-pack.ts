/**
 * Runs wasm-pack on crates/local, the same to the byte wherever the checkout, Cargo's home and the build directory lie. Must
 * never let the caller's flags or a path into the module.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildEnvironment, remapFlags } from '../kernel/cargo-build.ts';
import { type Toolchain, ToolchainMissing } from '../kernel/toolchain.ts';
import { type StagedSources, stageSources } from './staged-sources.ts';

/** Two builds of one crate; the text module is the larger by far. wasm-pack also leaves a .gitignore of `*` there, which would keep it out of git. */
const MODULES = [
  { name: 'outrigger_local', features: [] },
  { name: 'outrigger_local_text', features: ['--features=text'] },
] as const;

export const FILES = MODULES.flatMap(({ name }) => [
  `${name}.js`,
  `${name}.d.ts`,
  `${name}_bg.wasm`,
  `${name}_bg.wasm.d.ts`,
]);

export type Built = Record<string, Buffer>;
type Programs = Pick<Toolchain, 'rustc' | 'cargo' | 'sysroot'>;

const TARGET = 'wasm32-unknown-unknown';
const FLAGS = ['-Clinker=rust-lld', '-Ctarget-feature=+simd128,+bulk-memory,+mutable-globals'];

/** Builds the package in `target` and reads it. Throws when wasm-pack fails. */
export function buildLocal(programs: Programs, workspace: string, target: string): Built {
  const out = join(target, 'pkg');
  using sources = stageSources(workspace);
  for (const { name, features } of MODULES) {
    const names = [`--out-dir=${out}`, `--out-name=${name}`];
    run(programs, sources, target, ['build', '--release', '--target=web', '--no-pack', ...names, '.', ...features]);
  }
  return Object.fromEntries(FILES.map((name) => [name, readFileSync(join(out, name))]));
}

/** The kernel's own tests inside Wasm. Link-time optimisation would take minutes a test file, and prove nothing more. */
export function testLocal(programs: Programs, workspace: string): void {
  const quick = {
    CARGO_PROFILE_RELEASE_LTO: 'off',
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
    // tests are never built with the profile's panic=abort, what they need is, and then there are two of `core`; left to
    // itself the target aborts
    CARGO_PROFILE_RELEASE_PANIC: 'unwind',
  };
  const places = { package: join(workspace, 'local'), workspace };
  run(programs, places, join(places.package, 'target'), ['test', '--node', '--release', '.'], quick);
}

function run(
  programs: Programs,
  places: Pick<StagedSources, 'package' | 'workspace'>,
  target: string,
  args: string[],
  more: NodeJS.ProcessEnv = {},
): void {
  const { rustc, cargo, sysroot } = programs;
  ensureTargetFolder(sysroot);
  const environment = buildEnvironment(programs, target);
  const cwd = places.package;
  const fetched = spawnSync(cargo, ['fetch', '--locked', '--quiet'], { cwd, env: environment, stdio: 'inherit' });
  if (fetched.status !== 0) throw new Error('cargo fetch failed');
  const remaps = remapFlags(places.workspace, target, sysroot, environment.CARGO_HOME ?? '');
  const [command = '', ...rest] = args;
  const { status, error } = spawnSync('wasm-pack', [command, '--mode=no-install', ...rest], {
    cwd,
    stdio: 'inherit',
    env: {
      ...environment,
      ...more,
      CARGO: cargo,
      RUSTC: rustc,
      // wasm-pack calls `cargo` and `rustc` by their names
      PATH: `${dirname(rustc)}:${process.env.PATH}`,
      CARGO_ENCODED_RUSTFLAGS: [...FLAGS, ...remaps].join('\x1f'),
      // by the environment: `wasm-pack test` passes its arguments to the second of its two builds only
      CARGO_UNSTABLE_BUILD_STD: 'std,panic_abort',
    },
  });
  if (error !== undefined || status !== 0) throw new Error(`wasm-pack ${command} failed`, { cause: error });
}

/** wasm-pack looks whether the target is installed by its folder; that its library is built from source it doesn't know. */
function ensureTargetFolder(sysroot: string): void {
  const folder = join(sysroot, 'lib/rustlib', TARGET, 'lib');
  if (existsSync(folder)) return;
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    throw new ToolchainMissing(`wasm-pack wants this folder, which may be empty: mkdir -p ${folder}`);
  }
}
