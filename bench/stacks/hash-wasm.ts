/** The main thread, hash-wasm: one hasher, begun anew for each record. */
import { createSHA256 } from 'hash-wasm';
import { DIGEST_BYTES, type Opened, RECORD_BYTES } from './stack.ts';

export async function open(): Promise<Opened> {
  const hasher = await createSHA256();
  return {
    async hash(data) {
      const digests = new Uint8Array((data.length / RECORD_BYTES) * DIGEST_BYTES);
      for (let at = 0; at < data.length; at += RECORD_BYTES) {
        const digest = hasher
          .init()
          .update(data.subarray(at, at + RECORD_BYTES))
          .digest('binary');
        digests.set(digest, (at / RECORD_BYTES) * DIGEST_BYTES);
      }
      return { digests: () => digests, kernelMs: undefined };
    },
    async close() {},
  };
}
