/**
 * Builds crates/local by wasm-pack to client/local/pkg, beside its provenance. `--check` builds it again in a new folder and
 * compares; it must never write into the tree. `--test` runs the kernel's own tests inside Wasm, on Node.
 * Usage: node scripts/build-local.ts [--check | --test]. Needs Debian's Rust (scripts/build-kernel.ts), wasm-pack and
 * wasm-bindgen-cli of the version that crates/local names.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256 } from './kernel/provenance.ts';
import { findToolchain, ToolchainMissing } from './kernel/toolchain.ts';
import { type Built, buildLocal, FILES, testLocal } from './local/wasm-pack.ts';

const ROOT = join(import.meta.dirname, '..');
const PACKAGE = join(ROOT, 'client/local/pkg');
const PROVENANCE = join(PACKAGE, 'provenance.json');

interface Provenance {
  readonly files: Record<string, string>;
  readonly toolchain: Record<string, string>;
}

const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, test: { type: 'boolean', default: false } },
});

try {
  const { versions, ...programs } = findToolchain();
  const toolchain = { ...versions, 'wasm-pack': version('wasm-pack'), 'wasm-bindgen': version('wasm-bindgen') };
  if (options.test) testLocal(programs, join(ROOT, 'crates'));
  else if (options.check) process.exitCode = check(programs, toolchain);
  else write(buildLocal(programs, join(ROOT, 'crates'), join(ROOT, 'crates/local/target')), toolchain);
} catch (error) {
  if (!(error instanceof ToolchainMissing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function version(program: string): string {
  const { stdout, status } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (status !== 0) throw new ToolchainMissing(`${program} doesn't run: cargo install ${program}.`);
  return stdout.trim();
}

function write(built: Built, toolchain: Record<string, string>): void {
  mkdirSync(PACKAGE, { recursive: true });
  for (const name of FILES) writeFileSync(join(PACKAGE, name), built[name] as Uint8Array);
  const files = Object.fromEntries(FILES.map((name) => [name, sha256(built[name] as Uint8Array)]));
  const provenance: Provenance = { files, toolchain };
  writeFileSync(PROVENANCE, `${JSON.stringify(provenance, undefined, 2)}\n`);
  for (const name of FILES) console.log(`${name}: ${built[name]?.length} bytes, sha256 ${files[name]}`);
}

function check(programs: Parameters<typeof buildLocal>[0], toolchain: Record<string, string>): number {
  const provenance = JSON.parse(readFileSync(PROVENANCE, 'utf8')) as Provenance;
  const committed = Object.fromEntries(FILES.map((name) => [name, readFileSync(join(PACKAGE, name))]));
  const strange = FILES.filter((name) => sha256(committed[name] as Uint8Array) !== provenance.files[name]);
  if (strange.length > 0) return fail(`${strange.join(', ')}: not what provenance.json describes: run npm run local`);
  const scratch = mkdtempSync(join(tmpdir(), 'outrigger-local-'));
  try {
    const rebuilt = buildLocal(programs, join(ROOT, 'crates'), scratch);
    if (JSON.stringify(toolchain) !== JSON.stringify(provenance.toolchain)) {
      console.log('outrigger_local: built with another toolchain, so that the bytes cannot be compared; it builds');
      return 0;
    }
    const changed = FILES.filter((name) => !committed[name]?.equals(rebuilt[name] as Uint8Array));
    if (changed.length > 0) return fail(`${changed.join(', ')}: not what the sources give: run npm run local`);
    console.log(`outrigger_local: the same to the byte (${FILES.join(', ')})`);
    return 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function fail(problem: string): number {
  console.error(problem);
  return 1;
}
