/**
 * The kernel of all the Wasm stacks: crates/local as wasm-pack built it, on ordinary memory of the thread's own. Bytes are
 * copied in and digests copied out, which is what these stacks are about. Runs on Node, Deno and Bun.
 */
import { readFileSync } from 'node:fs';
import { hash_records, initSync } from '../../client/local/pkg/outrigger_local.js';
import { DIGEST_BYTES, RECORD_BYTES } from './stack.ts';

const SHA256 = 1;
/** As `outrigger/local` does: what the kernel is given at a time stays in the second-level cache. */
const PIECE_BYTES = 256 * 1024;

export function startKernel(): void {
  initSync({ module: readFileSync(new URL('../../client/local/pkg/outrigger_local_bg.wasm', import.meta.url)) });
}

export function hashRecords(data: Uint8Array): { digests: Uint8Array<ArrayBuffer>; kernelMs: number } {
  const start = performance.now();
  const digests = new Uint8Array((data.length / RECORD_BYTES) * DIGEST_BYTES);
  for (let at = 0; at < data.length; at += PIECE_BYTES) {
    const piece = hash_records(SHA256, data.subarray(at, at + PIECE_BYTES), RECORD_BYTES);
    digests.set(piece, (at / RECORD_BYTES) * DIGEST_BYTES);
  }
  return { digests, kernelMs: performance.now() - start };
}
