/**
 * Builds the kernel and the kernel that fails on request (test/kernel/fixtures) and writes each beside its provenance.
 * `--check` builds both again in a new folder and compares them with what is committed; it must never write into the tree.
 * Usage: node scripts/build-kernel.ts [--check]
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildModule } from './kernel/cargo-build.ts';
import { moduleFaults } from './kernel/module-rules.ts';
import { describeBuild, readProvenance, sameToolchain, staleness } from './kernel/provenance.ts';
import { findToolchain, type Toolchain, ToolchainMissing } from './kernel/toolchain.ts';

const ROOT = join(import.meta.dirname, '..');
const WORKSPACE = join(ROOT, 'crates');

interface Product {
  /** Without its suffix, from the root. */
  readonly file: string;
  readonly features: string[];
}

const PRODUCTS: readonly Product[] = [
  { file: 'sidecar/kernel/kernel', features: [] },
  { file: 'test/kernel/fixtures/faulty-kernel', features: ['faults'] },
];

const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

try {
  const toolchain = findToolchain();
  console.log(toolchain.versions.rustc);
  process.exitCode = options.check ? check(toolchain) : build(toolchain);
} catch (error) {
  if (!(error instanceof ToolchainMissing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function build(toolchain: Toolchain): number {
  for (const { file, features } of PRODUCTS) {
    const module = buildModule(toolchain, { workspace: WORKSPACE, target: join(WORKSPACE, 'target/kernel') }, features);
    const faults = moduleFaults(module);
    if (faults.length > 0) return fail(file, faults);
    const provenance = describeBuild(module, WORKSPACE, toolchain.versions, features);
    mkdirSync(dirname(join(ROOT, file)), { recursive: true });
    writeFileSync(join(ROOT, `${file}.wasm`), module);
    writeFileSync(join(ROOT, `${file}.provenance.json`), `${JSON.stringify(provenance, undefined, 2)}\n`);
    console.log(`${file}.wasm: ${module.length} bytes, sha256 ${provenance.module.sha256}`);
  }
  return 0;
}

function check(toolchain: Toolchain): number {
  const scratch = mkdtempSync(join(tmpdir(), 'outrigger-kernel-'));
  try {
    const results = PRODUCTS.map((product) => checkProduct(toolchain, product, scratch));
    return Math.max(...results);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function checkProduct(toolchain: Toolchain, { file, features }: Product, scratch: string): number {
  const committed = readFileSync(join(ROOT, `${file}.wasm`));
  const provenance = readProvenance(join(ROOT, `${file}.provenance.json`));
  const stale = staleness(committed, provenance, WORKSPACE);
  const faults = [...moduleFaults(committed), ...(stale === undefined ? [] : [`${stale}: run npm run kernel`])];
  if (faults.length > 0) return fail(file, faults);
  const rebuilt = buildModule(toolchain, { workspace: WORKSPACE, target: scratch }, features);
  if (sameToolchain(toolchain.versions, provenance.toolchain)) {
    if (!committed.equals(rebuilt)) return fail(file, ['it is not what its sources give: run npm run kernel']);
    console.log(`${file}.wasm: the same to the byte (${committed.length} bytes)`);
    return 0;
  }
  const rebuiltFaults = moduleFaults(rebuilt);
  if (rebuiltFaults.length > 0) return fail(`${file}, rebuilt`, rebuiltFaults);
  console.log(
    `${file}.wasm: built with another toolchain (${provenance.toolchain.rustc}), so its bytes can't be compared;`,
  );
  console.log('  what this one builds imports, exports and holds what a kernel may');
  return 0;
}

function fail(file: string, faults: string[]): number {
  for (const fault of faults) console.error(`${file}.wasm: ${fault}`);
  return 1;
}
