/** Child processes with plain Wasm, over `fork`'s IPC with structured clone ('advanced'): the JSON default is slower still. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { PiecePool, type PieceWorker } from './pieces.ts';
import type { Opened } from './stack.ts';

type Answer = { digests: Uint8Array; kernelMs: number };

async function next<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T];
  return message;
}

export async function open(workers: number): Promise<Opened> {
  const program = fileURLToPath(new URL('./wasm-child.ts', import.meta.url));
  const children = Array.from({ length: workers }, () => fork(program, { serialization: 'advanced' }));
  await Promise.all(children.map((child) => next(child)));
  const pool = new PiecePool(
    children.map((child): PieceWorker => {
      return {
        hash(piece) {
          const answer = next<Answer>(child);
          child.send(piece);
          return answer;
        },
      };
    }),
  );
  return {
    hash: (data) => pool.hash(data),
    processes: children.map(({ pid }) => pid as number),
    async close() {
      for (const child of children) child.disconnect();
    },
  };
}
