/**
 * `text/dedupe`: texts are signed over all workers, and whoever signs the last groups them: to hand that over to the main thread
 * and back took half a millisecond. What was signed or digested before is grouped in a job of one shard.
 */
import type { Operation, Steps, Workbench } from '../../operation.ts';
import { checkStatus } from '../digest.ts';
import { ENTRY_BYTES, RESULT_FIELDS, type ResultArguments, storeAnswer } from './results.ts';
import { checkText, eachText, TEXT_FIELDS } from './texts.ts';

const GROUP_FIELDS = [
  ...RESULT_FIELDS,
  /** Arena address of pairs of u32 (address and length of signed shingles), or of digests of 32 bytes when `threshold` is 0. */
  'table',
  'count',
  'threshold',
] as const;
type GroupArguments = Record<(typeof GROUP_FIELDS)[number], number>;

const NEAR_FIELDS = [
  ...TEXT_FIELDS,
  ...GROUP_FIELDS,
  /** Arena address of an entry (`ENTRY_BYTES`) a text, for what was signed. */
  'signed',
  /** Arena address of a u32: the shards that are still to be signed. */
  'left',
] as const;
type NearArguments = Record<(typeof NEAR_FIELDS)[number], number>;

/** Leaves one result, the groups of all texts. */
export const dedupeTexts: Operation<(typeof NEAR_FIELDS)[number]> = {
  fields: NEAR_FIELDS,
  run: signAndGroup,
};

export const groupTexts: Operation<(typeof GROUP_FIELDS)[number]> = {
  fields: GROUP_FIELDS,
  run(args, _shard, bench) {
    group(args, bench);
    return undefined;
  },
};

function* signAndGroup(args: NearArguments, shard: number, bench: Workbench): Steps {
  const { words, kernel, job } = bench;
  const target: ResultArguments = { entries: args.signed, pool: args.pool, poolBytes: args.poolBytes };
  yield* eachText(args, shard, bench, () => (address, length, index) => {
    checkText(kernel.entries.text_shingles(job, address, length), index);
    storeAnswer(target, index, bench);
  });
  if (Atomics.sub(words, args.left / 4, 1) > 1) return;
  yield;
  for (let index = 0; index < args.count; index++) {
    const entry = (args.signed + index * ENTRY_BYTES) / 4;
    const pair = args.table / 4 + index * 2;
    words[pair] = words[entry] ?? 0;
    words[pair + 1] = words[entry + 1] ?? 0;
  }
  group(args, bench);
}

function group(args: GroupArguments, bench: Workbench): void {
  const { table, count, threshold } = args;
  const { dedupe_exact, dedupe_near } = bench.kernel.entries;
  checkStatus(
    threshold === 0 ? dedupe_exact(bench.job, table, count) : dedupe_near(bench.job, table, count, threshold),
  );
  storeAnswer(args, 0, bench);
}
