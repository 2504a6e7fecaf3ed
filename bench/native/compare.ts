/**
 * One worker's hash_records against the same algorithm in C with 128-bit vectors (sha256x4.c), side by side: 10 MiB of random
 * 64-byte records, C and Wasm in turns, medians. Must compare the digests too: a fast wrong answer is no figure.
 * Usage: node bench/native/compare.ts [RUNS]
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const BYTES = 10 * 1024 * 1024;
const RECORD = 64;
const MIB = 1024 * 1024;
const CC_FLAGS = ['-O3', '-msse4.1'];

export interface Comparison {
  readonly compiler: string;
  readonly flags: string;
  readonly runs: number;
  /** Medians, in 10^6 bytes a second. */
  readonly c: number;
  readonly wasm: number;
  /** wasm / c of the medians. */
  readonly ratio: number;
}

interface KernelExports {
  readonly __stack_pointer: { value: number };
  __wasm_init_tls(base: number): void;
  outrigger_slab_init(heapStart: number, heapEnd: number): void;
  hash_records(job: number, algorithm: number, data: number, length: number, recordSize: number, out: number): number;
}

/** Measures both. Throws an Error when there is no C compiler or the digests differ. */
export async function compareWithC(runs = 31): Promise<Comparison> {
  const scratch = mkdtempSync(join(tmpdir(), 'outrigger-native-'));
  try {
    const records = randomFillSync(new Uint8Array(BYTES));
    const kernel = prepareKernel(records);
    const rival = new Rival(scratch, records);
    const times: { c: number; wasm: number }[] = [];
    // V8 compiles the hot functions again, better, during the first runs.
    for (let i = 0; i < 10; i++) kernel.hash();
    for (let i = 0; i < runs; i++) times.push({ c: await rival.hash(), wasm: kernel.hash() });
    const digests = await rival.finish();
    if (!digests.equals(kernel.digests())) throw new Error('C and Wasm disagree about a digest');
    const c = speed(times.map((time) => time.c));
    const wasm = speed(times.map((time) => time.wasm));
    const [compiler = 'cc'] = execFileSync('cc', ['--version'], { encoding: 'utf8' }).split('\n');
    return { compiler, flags: CC_FLAGS.join(' '), runs, c, wasm, ratio: wasm / c };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The C program: it reads the records once, then hashes them for every byte that it is sent. */
class Rival {
  private readonly child;
  private readonly lines;
  private readonly out: string;

  constructor(scratch: string, records: Uint8Array) {
    const program = join(scratch, 'sha256x4');
    this.out = join(scratch, 'digests');
    execFileSync('cc', [...CC_FLAGS, '-o', program, join(import.meta.dirname, 'sha256x4.c')]);
    this.child = spawn(program, [String(records.length), this.out], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.child.stdin.write(records);
  }

  /** Seconds, by the program's own clock. */
  async hash(): Promise<number> {
    this.child.stdin.write('.');
    const { value, done } = await this.lines.next();
    if (done) throw new Error('the C program ended early');
    return Number(value);
  }

  async finish(): Promise<Buffer> {
    const closed = once(this.child, 'close');
    this.child.stdin.end();
    await closed;
    return readFileSync(this.out);
  }
}

/** The committed kernel on a memory of 64 MiB, as docs/KERNEL-ABI.md sets it up. */
function prepareKernel(records: Uint8Array) {
  const memory = new WebAssembly.Memory({ initial: 1024, maximum: 1024, shared: true });
  const file = join(import.meta.dirname, '../../sidecar/kernel/kernel.wasm');
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), { env: { memory } });
  const kernel = instance.exports as unknown as KernelExports;
  kernel.__stack_pointer.value = 2 * MIB;
  kernel.__wasm_init_tls(2 * MIB);
  kernel.outrigger_slab_init(3 * MIB, 4 * MIB);
  const [data, out] = [8 * MIB, 32 * MIB];
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(records, data);
  return {
    hash(): number {
      const start = performance.now();
      const status = kernel.hash_records(0, 1, data, records.length, RECORD, out);
      const seconds = (performance.now() - start) / 1000;
      if (status !== 0) throw new Error(`hash_records returned ${status}`);
      return seconds;
    },
    digests: () => bytes.slice(out, out + (records.length / RECORD) * 32),
  };
}

function speed(seconds: number[]): number {
  const sorted = [...seconds].sort((a, b) => a - b);
  return BYTES / 1e6 / (sorted[Math.floor(sorted.length / 2)] ?? Number.NaN);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { compiler, flags, runs, c, wasm, ratio } = await compareWithC(Number(process.argv[2] ?? 31));
  console.log(`SHA-256 of 64-byte records, ${BYTES} bytes, medians of ${runs} runs in turns`);
  console.log(`  C, 128-bit vectors   ${c.toFixed(0)} MB/s   ${compiler} ${flags}`);
  console.log(`  kernel.wasm          ${wasm.toFixed(0)} MB/s   Node ${process.version}, one thread`);
  console.log(`  ratio                ${ratio.toFixed(3)}`);
}
