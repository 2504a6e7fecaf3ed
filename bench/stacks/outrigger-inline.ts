/** outrigger end to end over its socket, the records sent along with the call and the digests sent back. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtClient } from '../programs/built.ts';
import { type Opened, RECORD_BYTES } from './stack.ts';

export async function open(workers: number): Promise<Opened> {
  const { connect } = await builtClient();
  const { startServing } = await import('../programs/serving.ts');
  const folder = mkdtempSync(join(tmpdir(), 'outrigger-bench-'));
  const path = join(folder, 'v1.sock');
  const server = await startServing(path, ['--workers', `${workers}`]);
  const rig = await connect({ path });
  await rig.hash.records(new Uint8Array(1 << 20));
  return {
    async hash(data) {
      const { digests, timing } = await rig.hash.records(data, { recordSize: RECORD_BYTES });
      return { digests: () => digests, kernelMs: timing.runMs * timing.workers };
    },
    processes: [server.pid as number],
    async close() {
      await rig.dispose();
      server.kill('SIGTERM');
      await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
