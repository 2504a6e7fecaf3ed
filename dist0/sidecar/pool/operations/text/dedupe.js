import { checkStatus } from '../digest.js';
import { RESULT_FIELDS, storeAnswer } from './results.js';
import { checkText, eachText, TEXT_FIELDS } from './texts.js';
const SHINGLE_FIELDS = [...TEXT_FIELDS, ...RESULT_FIELDS];
export const shingleTexts = {
    fields: SHINGLE_FIELDS,
    run: (args, shard, bench) => eachText(args, shard, bench, () => (address, length, index) => {
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
];
export const groupTexts = {
    fields: GROUP_FIELDS,
    run(args, _shard, bench) {
        const { table, count, threshold } = args;
        const { dedupe_exact, dedupe_near } = bench.kernel.entries;
        checkStatus(threshold === 0 ? dedupe_exact(bench.job, table, count) : dedupe_near(bench.job, table, count, threshold));
        storeAnswer(args, 0, bench);
        return undefined;
    },
};
