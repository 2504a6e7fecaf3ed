/** Deno and Bun with Web Workers: plain Wasm in each, pieces copied to the worker, digests transferred back. */
import { PiecePool, type PieceWorker } from './pieces.ts';
import type { Opened } from './stack.ts';

interface WebWorker {
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  terminate(): void;
}
declare const Worker: new (url: URL, options: { type: 'module' }) => WebWorker;

type Answer = { digests: Uint8Array; kernelMs: number };

function next(worker: WebWorker): Promise<unknown> {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
  });
}

export async function open(workers: number): Promise<Opened> {
  const url = new URL('./wasm-worker.ts', import.meta.url);
  const threads = Array.from({ length: workers }, () => new Worker(url, { type: 'module' }));
  await Promise.all(threads.map(next));
  const pool = new PiecePool(
    threads.map((thread): PieceWorker => {
      return {
        hash(piece) {
          const answer = next(thread) as Promise<Answer>;
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
      for (const thread of threads) thread.terminate();
    },
  };
}
