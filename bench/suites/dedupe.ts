/** Near-duplicates by the sidecar against npm's minhash on the main thread. Their groups are compared before anything is timed. */
import type { Outrigger } from '../../client/index.ts';
import { contest, ratios, rowsOf, timesOf } from '../harness/contest.ts';
import { startSidecar } from '../harness/program.ts';
import type { Effort, Suite } from '../harness/results.ts';
import { builtClient } from '../programs/built.ts';
import { documents, nearGroups } from '../programs/near-duplicates.ts';

const MB = 1e6;
const THRESHOLD = 0.8;
const RIVAL = 'main thread, npm minhash';
const OURS = 'outrigger, one worker';
const WORKER = "outrigger, that worker's own time";

async function race(rig: Outrigger, texts: string[], effort: Effort) {
  const runs: number[] = [];
  const near = async () => {
    const { groups, timing } = await rig.text.dedupe(texts, { mode: 'near', threshold: THRESHOLD });
    runs.push(timing.runMs);
    return groups;
  };
  const groups = await near();
  if (JSON.stringify(groups) !== JSON.stringify(nearGroups(texts, THRESHOLD))) throw new Error('dedupe: other groups');
  const placed = await contest(
    [
      { name: RIVAL, run: () => void nearGroups(texts, THRESHOLD) },
      { name: OURS, run: async () => void (await near()) },
    ],
    { ...effort, warmups: 1 },
  );
  return { groups: groups.length, placed: [...placed, { name: WORKER, times: runs.slice(-effort.rounds) }] };
}

export const dedupe: Suite = {
  name: 'dedupe',
  title: 'Near-duplicates',
  async run(effort: Effort) {
    const { connect } = await builtClient();
    const texts = documents(effort.kind === 'full' ? 2 * MB : 0.4 * MB);
    const bytes = texts.reduce((sum, { length }) => sum + length, 0);
    const sidecar = await startSidecar(['--workers', '1']);
    try {
      const rig = await connect({ path: sidecar.path });
      try {
        const { groups, placed } = await race(rig, texts, effort);
        const method =
          `${texts.length} documents of 100 to 500 words sent along, ${groups} groups of nearly the same in them, which both find. ` +
          `Signatures of 128 values of word 5-shingles, bands, and pairs verified by their shingles at a similarity of ${THRESHOLD}.`;
        const over = (name: string) => ratios(timesOf(placed, RIVAL), timesOf(placed, name)).median;
        const rows = rowsOf(placed, (ms) => bytes / MB / (ms / 1000));
        return {
          measures: [{ id: 'near', title: 'Group near-duplicates', unit: 'MB/s', better: 'higher', method, rows }],
          facts: { nearOverMinhash: over(OURS), workerOverMinhash: over(WORKER) },
          missing: [],
        };
      } finally {
        await rig.dispose();
      }
    } finally {
      await sidecar.close();
    }
  },
};
