/** `text/normalize`: an answer without bytes says that the text is normal already. */
import type { Operation } from '../../operation.ts';
import { RESULT_FIELDS, storeAnswer } from './results.ts';
import { checkText, eachText, TEXT_FIELDS } from './texts.ts';

export const FORM_IDS = { NFC: 1, NFD: 2, NFKC: 3, NFKD: 4 } as const;

const FIELDS = [...TEXT_FIELDS, ...RESULT_FIELDS, 'form'] as const;

export const normalizeTexts: Operation<(typeof FIELDS)[number]> = {
  fields: FIELDS,
  run: (args, shard, bench) =>
    eachText(args, shard, bench, () => (address, length, index) => {
      checkText(bench.kernel.entries.text_normalize(bench.job, args.form, address, length), index);
      storeAnswer(args, index, bench);
    }),
};
