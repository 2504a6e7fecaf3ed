/** `text/tokens` and `text/chunk`: with a vocabulary's flat table, which all workers read in place. */
import type { Operation } from '../../operation.ts';
import { RESULT_FIELDS, storeAnswer } from './results.ts';
import { checkText, eachText, TEXT_FIELDS } from './texts.ts';

const TABLE_FIELDS = ['table', 'tableBytes'] as const;
const TOKEN_FIELDS = [...TEXT_FIELDS, ...RESULT_FIELDS, ...TABLE_FIELDS, 'ids'] as const;

export const countTokens: Operation<(typeof TOKEN_FIELDS)[number]> = {
  fields: TOKEN_FIELDS,
  run: (args, shard, bench) =>
    eachText(args, shard, bench, () => {
      const { table, tableBytes, ids } = args;
      const { text_tokens } = bench.kernel.entries;
      return (address, length, index) => {
        checkText(text_tokens(bench.job, table, tableBytes, address, length, ids), index);
        storeAnswer(args, index, bench);
      };
    }),
};

const CHUNK_FIELDS = [...TEXT_FIELDS, ...RESULT_FIELDS, ...TABLE_FIELDS, 'maxTokens', 'overlap'] as const;

export const chunkTexts: Operation<(typeof CHUNK_FIELDS)[number]> = {
  fields: CHUNK_FIELDS,
  run: (args, shard, bench) =>
    eachText(args, shard, bench, () => (address, length, index) => {
      const { table, tableBytes, maxTokens, overlap } = args;
      const { text_chunk } = bench.kernel.entries;
      checkText(text_chunk(bench.job, table, tableBytes, address, length, maxTokens, overlap), index);
      storeAnswer(args, index, bench);
    }),
};
