/**
 * A batch over workers that share no memory: cut into pieces, each to the next worker that is free, digests put together in
 * order. What carries a piece to a worker and back is the stack's business.
 */
import { type Batch, DIGEST_BYTES, RECORD_BYTES } from './stack.ts';

export interface PieceWorker {
  hash(piece: Uint8Array): Promise<{ digests: Uint8Array; kernelMs: number }>;
}

/** Small enough to keep all workers busy to the end, large enough that a message's cost is nothing beside its bytes. */
const PIECE_BYTES = 1024 * 1024;

/** First come, first served: a batch under way doesn't hold a worker that has nothing to do. */
export class PiecePool {
  private readonly free: PieceWorker[];
  private readonly waiting: ((worker: PieceWorker) => void)[] = [];

  constructor(workers: readonly PieceWorker[]) {
    this.free = [...workers];
  }

  async hash(data: Uint8Array): Promise<Batch> {
    const digests = new Uint8Array((data.length / RECORD_BYTES) * DIGEST_BYTES);
    let kernelMs = 0;
    const piece = async (at: number) => {
      const worker = this.free.pop() ?? (await new Promise<PieceWorker>((resolve) => this.waiting.push(resolve)));
      const done = await worker.hash(data.subarray(at, at + PIECE_BYTES));
      const next = this.waiting.shift();
      if (next === undefined) this.free.push(worker);
      else next(worker);
      digests.set(done.digests, (at / RECORD_BYTES) * DIGEST_BYTES);
      kernelMs += done.kernelMs;
    };
    const pieces: Promise<void>[] = [];
    for (let at = 0; at < data.length; at += PIECE_BYTES) pieces.push(piece(at));
    await Promise.all(pieces);
    return { digests: () => digests, kernelMs };
  }
}
