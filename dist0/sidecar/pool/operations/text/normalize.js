import { RESULT_FIELDS, storeAnswer } from './results.js';
import { checkText, eachText, TEXT_FIELDS } from './texts.js';
export const FORM_IDS = { NFC: 1, NFD: 2, NFKC: 3, NFKD: 4 };
const FIELDS = [...TEXT_FIELDS, ...RESULT_FIELDS, 'form'];
export const normalizeTexts = {
    fields: FIELDS,
    run: (args, shard, bench) => eachText(args, shard, bench, () => (address, length, index) => {
        checkText(bench.kernel.entries.text_normalize(bench.job, args.form, address, length), index);
        storeAnswer(args, index, bench);
    }),
};
