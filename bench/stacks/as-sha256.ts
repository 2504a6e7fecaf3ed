/** The main thread, @chainsafe/as-sha256: AssemblyScript with SIMD, four records of 64 bytes at a time. */
import { batchHash4UintArray64s } from '@chainsafe/as-sha256';
import { DIGEST_BYTES, type Opened, RECORD_BYTES } from './stack.ts';

export async function open(): Promise<Opened> {
  return {
    async hash(data) {
      const digests = new Uint8Array((data.length / RECORD_BYTES) * DIGEST_BYTES);
      const record = (at: number) => data.subarray(at, at + RECORD_BYTES);
      for (let at = 0; at < data.length; at += 4 * RECORD_BYTES) {
        const four = [record(at), record(at + 64), record(at + 128), record(at + 192)];
        for (const [i, digest] of batchHash4UintArray64s(four).entries()) {
          digests.set(digest, (at / RECORD_BYTES + i) * DIGEST_BYTES);
        }
      }
      return { digests: () => digests, kernelMs: undefined };
    },
    async close() {},
  };
}
