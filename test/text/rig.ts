/** One real sidecar for a file of text tests: spawned by the client, as a program would. */
import { afterAll, beforeAll } from 'vitest';
import { type Outrigger, spawn } from '../../client/index.ts';

/** The file's sidecar, from its first test to its last. */
export function useRig(): { readonly rig: Outrigger } {
  let rig: Outrigger | undefined;
  beforeAll(async () => {
    rig = await spawn({ args: ['--workers', '2'] });
  });
  afterAll(() => rig?.dispose());
  return {
    get rig() {
      if (rig === undefined) throw new Error('the sidecar is only there while tests run');
      return rig;
    },
  };
}
