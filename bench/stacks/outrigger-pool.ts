/** outrigger's own pool without RPC: worker threads on shared Wasm memory, the records and digests in the arena. */
import type { SegmentRange } from '../../protocol/index.ts';
import { Pool } from '../programs/pool.ts';
import { DIGEST_BYTES, type Opened, RECORD_BYTES } from './stack.ts';

export async function open(workers: number): Promise<Opened> {
  const pool = await Pool.open(workers);
  let data: SegmentRange | undefined;
  /** Where digests go, one a batch under way. */
  const outputs: SegmentRange[] = [];
  return {
    async put(bytes) {
      data = await pool.put(bytes);
    },
    async hash() {
      if (data === undefined) throw new Error('nothing was put');
      const into = outputs.pop() ?? (await pool.lease((data.length / RECORD_BYTES) * DIGEST_BYTES));
      const { timing } = await pool.call('hash/records', { algorithm: 'sha256', data, into });
      outputs.push(into);
      return { digests: () => pool.read(into), kernelMs: timing.runMs * timing.workers };
    },
    close: () => pool.close(),
  };
}
