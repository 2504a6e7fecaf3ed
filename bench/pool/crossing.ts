/**
 * Where OpenSSL overtakes the kernel: SHA-256 of records of one size, both on one thread of this process, turn by turn.
 * OPENSSL_FROM_BYTES and hash-cost.ts are set by it. Usage: node bench/pool/crossing.ts
 */
import { Arena } from '../../sidecar/arena/arena.ts';
import { INLINE_SLOT } from '../../sidecar/arena/job-table.ts';
import { reserveMemory } from '../../sidecar/arena/reservation.ts';
import { ALGORITHM_IDS } from '../../sidecar/kernel/instance.ts';
import { compileKernel } from '../../sidecar/kernel/module.ts';
import { encodeArguments } from '../../sidecar/pool/operation.ts';
import { ENGINE_IDS } from '../../sidecar/pool/operations/digest.ts';
import { hashRecords } from '../../sidecar/pool/operations/hash-records.ts';
import { operationId } from '../../sidecar/pool/operations.ts';
import { ShardRunner } from '../../sidecar/pool/shard-runner.ts';

const DATA_BYTES = 2 * 1024 * 1024;
const ROUNDS = 31;
const SIZES = [64, 128, 256, 512, 768, 1024, 1280, 1536, 2048, 3072, 4096, 8192, 65_536];

const arena = new Arena(reserveMemory(2 ** 28), 1);
const slab = arena.layout.slabs[0];
if (slab === undefined) throw new Error('no slab');
const runner = new ShardRunner(compileKernel(), arena.share, slab, arena.control);
const { table } = arena.control;
const data = arena.allocate(DATA_BYTES);
const out = arena.allocate(DATA_BYTES / 2);
arena.view(data.address, DATA_BYTES).fill(0x5a);

/** Microseconds for all records. */
function run(algorithm: number, engine: number, recordSize: number): number {
  const count = Math.floor(DATA_BYTES / recordSize);
  const args = { algorithm, engine, recordSize, count, shardRecords: count, out: out.address, data: data.address };
  const numbers = encodeArguments(hashRecords, { ...args, fd: -1, fileOffset: 0 });
  table.prepare(INLINE_SLOT, operationId(hashRecords), 1, numbers);
  const start = performance.now();
  const steps = runner.begin(INLINE_SLOT, 0);
  while (steps !== undefined && runner.resume(INLINE_SLOT, steps));
  return (performance.now() - start) * 1000;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const contenders = [
  { name: 'wasm sha256', algorithm: ALGORITHM_IDS.sha256, engine: ENGINE_IDS.wasm },
  { name: 'openssl sha256', algorithm: ALGORITHM_IDS.sha256, engine: ENGINE_IDS.openssl },
  { name: 'wasm blake3', algorithm: ALGORITHM_IDS.blake3, engine: ENGINE_IDS.wasm },
];

console.log(
  `${'bytes'.padStart(7)}  ${contenders.map(({ name }) => `${name} MB/s, µs each`).join('   ')}   openssl/wasm`,
);
for (const size of SIZES) {
  const samples = contenders.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, { algorithm, engine }] of contenders.entries()) samples[i]?.push(run(algorithm, engine, size));
  }
  const count = Math.floor(DATA_BYTES / size);
  const micros = samples.map((each) => median(each.slice(ROUNDS / 3)));
  const cells = micros.map(
    (us) => `${((count * size) / us).toFixed(0).padStart(8)} ${(us / count).toFixed(3).padStart(10)}`,
  );
  const ratio = (micros[0] ?? 0) / (micros[1] ?? 1);
  console.log(`${String(size).padStart(7)}  ${cells.join('      ')}      ${ratio.toFixed(2)}`);
}
