/**
 * The Rust toolchain that builds for Wasm: Debian's, which has the standard library's sources (rustup's stable has
 * neither those nor a Wasm library). `RUSTC` and `CARGO` name another. Must never install anything.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const APT_LINE = 'apt-get install rustc-web cargo-web rust-web-src lld-22';

export interface Toolchain {
  readonly rustc: string;
  readonly cargo: string;
  /** The compiler's sysroot, which holds the sources of `core` and `alloc`. */
  readonly sysroot: string;
  readonly versions: ToolchainVersions;
}

/** What must be equal for two builds to be equal to the byte. */
export interface ToolchainVersions {
  readonly rustc: string;
  readonly llvm: string;
  readonly lld: string;
}

export class ToolchainMissing extends Error {
  constructor(problem: string) {
    super(
      `${problem}\nThe kernel is built with Debian's Rust for Wasm:\n  ${APT_LINE}\nor name others in RUSTC and CARGO.`,
    );
    this.name = 'ToolchainMissing';
  }
}

/** Finds the toolchain. Throws ToolchainMissing, which says what to install, when a part of it isn't there. */
export function findToolchain(environment: NodeJS.ProcessEnv = process.env): Toolchain {
  const rustc = environment.RUSTC ?? '/usr/bin/rustc';
  const cargo = environment.CARGO ?? '/usr/bin/cargo';
  const verbose = output(rustc, ['-vV']);
  output(cargo, ['-V']);
  const sysroot = output(rustc, ['--print', 'sysroot']).trim();
  if (!existsSync(join(sysroot, 'lib/rustlib/src/rust/library/core/src/lib.rs'))) {
    throw new ToolchainMissing(`${rustc} comes without the sources of its standard library.`);
  }
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(verbose)?.[1] ?? 'unknown';
  const [release = 'unknown'] = verbose.split('\n');
  const lld = output('rust-lld', ['-flavor', 'wasm', '--version']).trim();
  return { rustc, cargo, sysroot, versions: { rustc: release, llvm: field('LLVM version'), lld } };
}

function output(command: string, args: string[]): string {
  const { stdout, status, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error !== undefined || status !== 0) throw new ToolchainMissing(`${command} doesn't run.`);
  return stdout;
}
