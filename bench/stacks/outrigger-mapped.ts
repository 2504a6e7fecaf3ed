/**
 * outrigger end to end: spawned, called over its pipes, the records and the digests in a mapped segment. The host writes its
 * input there as it gets it (a program would read its file or socket there), so no byte is copied for the call.
 */
import type { Segment, SegmentRange } from '../../client/index.ts';
import { builtClient } from '../programs/built.ts';
import { DIGEST_BYTES, type Opened, RECORD_BYTES } from './stack.ts';

export async function open(workers: number): Promise<Opened> {
  const { spawn } = await builtClient();
  const rig = await spawn({ args: ['--workers', `${workers}`] });
  await rig.hash.records(new Uint8Array(1 << 20));
  let input: Segment | undefined;
  let range: SegmentRange | undefined;
  /** Where digests go, one a batch under way. */
  const outputs: Segment[] = [];
  return {
    async put(data) {
      input = await rig.segment(data.length);
      range = input.range();
      input.bytes.set(data);
    },
    async hash() {
      if (input === undefined || range === undefined) throw new Error('nothing was put');
      const output = outputs.pop() ?? (await rig.segment((input.length / RECORD_BYTES) * DIGEST_BYTES));
      const { timing } = await rig.hash.records(range, { recordSize: RECORD_BYTES, into: output.range() });
      outputs.push(output);
      return { digests: () => output.bytes, kernelMs: timing.runMs * timing.workers };
    },
    processes: [rig.pid as number],
    close: () => rig.dispose(),
  };
}
