/** piscina, the usual worker pool of Node: plain Wasm in its threads, pieces by postMessage. */
import { Piscina } from 'piscina';
import { PiecePool } from './pieces.ts';
import type { Opened } from './stack.ts';

type Answer = { digests: Uint8Array; kernelMs: number };

export async function open(workers: number): Promise<Opened> {
  const filename = new URL('./piscina-worker.ts', import.meta.url).href;
  const pool = new Piscina<Uint8Array, Answer>({ filename, minThreads: workers, maxThreads: workers });
  const worker = {
    hash(piece: Uint8Array) {
      // the one copy that can't be avoided is made here, and given away
      const copy = piece.slice();
      return pool.run(copy, { transferList: [copy.buffer] as never });
    },
  };
  const pieces = new PiecePool(Array.from({ length: workers }, () => worker));
  await Promise.all(Array.from({ length: workers * 2 }, () => worker.hash(new Uint8Array(64))));
  return {
    hash: (data) => pieces.hash(data),
    async close() {
      await pool.destroy();
    },
  };
}
