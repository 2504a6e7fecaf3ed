/** A job that another thread cancels: the kernel is in the middle of one long call and must come back from it. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { Algorithm, compile, Place, SHIPPED, Status } from './slab.ts';

const MIB = 1024 * 1024;
const JOB = Place.free;
const DATA = Place.free + MIB;
const BYTES = 1024 * MIB;

test.each([
  ['one long SHA-256', Algorithm.sha256, BYTES],
  ['SHA-256 of four long records', Algorithm.sha256, BYTES / 4],
  ['SHA-256 of short records', Algorithm.sha256, 64],
  ['one long BLAKE3', Algorithm.blake3, BYTES],
  ['BLAKE3 of short records', Algorithm.blake3, 64],
])('%s ends when told, before its end', async (_, algorithm, recordSize) => {
  const pages = (DATA + 2 * BYTES) / 65536;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const cancel = new Int32Array(memory.buffer, JOB, 1);
  const done = new BigUint64Array(memory.buffer, JOB + 8, 1);
  // Never written, so the data costs no memory; only the digests of what is done before the cancel do.
  const length = BYTES / 2;
  const size = Math.min(recordSize, length);
  const workerData = { module: compile(SHIPPED), memory, call: [JOB, algorithm, DATA, length, size, DATA + BYTES] };
  const worker = new Worker(new URL('./hashing-worker.ts', import.meta.url), { workerData });
  try {
    const answer = once(worker, 'message');
    while (Atomics.load(done, 0) === 0n) await new Promise((resolve) => setImmediate(resolve));
    Atomics.store(cancel, 0, 1);
    expect(await answer).toEqual([Status.cancelled]);
    expect(Atomics.load(done, 0)).toBeLessThan(BigInt(length));
  } finally {
    await worker.terminate();
  }
});
