/**
 * Node with a pool of worker threads behind a queue, as libuv offloads: plain Wasm in each, no shared memory, bytes copied
 * to the worker and into Wasm, digests copied out. Run on Node 22 by the table.
 */
import { Worker } from 'node:worker_threads';
import { PiecePool, type PieceWorker } from './pieces.ts';
import type { Opened } from './stack.ts';

type Answer = { digests: Uint8Array; kernelMs: number };

function next<T>(worker: Worker): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

export async function open(workers: number): Promise<Opened> {
  const threads = Array.from({ length: workers }, () => new Worker(new URL('./wasm-worker.ts', import.meta.url)));
  await Promise.all(threads.map((thread) => next(thread)));
  for (const thread of threads) thread.setMaxListeners(0);
  const pool = new PiecePool(
    threads.map((thread): PieceWorker => {
      return {
        hash(piece) {
          const answer = next<Answer>(thread);
          // the one copy that can't be avoided is made here, and given away
          const copy = piece.slice();
          thread.postMessage(copy, [copy.buffer]);
          return answer;
        },
      };
    }),
  );
  return {
    hash: (data) => pool.hash(data),
    async close() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}
