/** `prompt/prepare`: every step on one text in one entry; a step that wasn't asked for has 0 as its argument. */
import type { Operation } from '../../operation.ts';
import { compiledRules, RULE_FIELDS } from './compiled-rules.ts';
import { RESULT_FIELDS, storeAnswer } from './results.ts';
import { checkText, eachText, TEXT_FIELDS } from './texts.ts';

const FIELDS = [
  ...TEXT_FIELDS,
  ...RESULT_FIELDS,
  ...RULE_FIELDS,
  'form',
  'replacement',
  'replacementBytes',
  'table',
  'tableBytes',
  'maxTokens',
  'shingles',
] as const;

export const prepareTexts: Operation<(typeof FIELDS)[number]> = {
  fields: FIELDS,
  run: (args, shard, bench) =>
    eachText(args, shard, bench, (address, length, index) => {
      const { job, kernel } = bench;
      const { form, replacement, replacementBytes, table, tableBytes, maxTokens, shingles } = args;
      const rules = args.rules === 0 ? 0 : compiledRules(args, bench);
      const status = kernel.entries.prompt_prepare(
        job,
        form,
        rules,
        replacement,
        replacementBytes,
        table,
        tableBytes,
        maxTokens,
        shingles,
        address,
        length,
      );
      checkText(status, index);
      storeAnswer(args, index, bench);
    }),
};
