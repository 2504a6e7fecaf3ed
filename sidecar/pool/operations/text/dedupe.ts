/** `text/dedupe`: signatures a text, then the grouping of all in one shard. */
import type { Operation } from '../../operation.ts';
import { checkStatus } from '../digest.ts';
import { RESULT_FIELDS, storeAnswer } from './results.ts';
import { checkText, eachText, TEXT_FIELDS } from './texts.ts';

const SHINGLE_FIELDS = [...TEXT_FIELDS, ...RESULT_FIELDS] as const;

export const shingleTexts: Operation<(typeof SHINGLE_FIELDS)[number]> = {
  fields: SHINGLE_FIELDS,
  run: (args, shard, bench) =>
    eachText(args, shard, bench, () => (address, length, index) => {
      checkText(bench.kernel.entries.text_shingles(bench.job, address, length), index);
      storeAnswer(args, index, bench);
    }),
};

const GROUP_FIELDS = [
  ...RESULT_FIELDS,
  /** Arena address of pairs of u32 (address and length of signed shingles), or of digests of 32 bytes when `threshold` is 0. */
  'table',
  'count',
  'threshold',
] as const;

export const groupTexts: Operation<(typeof GROUP_FIELDS)[number]> = {
  fields: GROUP_FIELDS,
  run(args, _shard, bench) {
    const { table, count, threshold } = args;
    const { dedupe_exact, dedupe_near } = bench.kernel.entries;
    checkStatus(
      threshold === 0 ? dedupe_exact(bench.job, table, count) : dedupe_near(bench.job, table, count, threshold),
    );
    storeAnswer(args, 0, bench);
    return undefined;
  },
};
