import { RESULT_FIELDS, storeAnswer } from './results.js';
import { checkText, eachText, TEXT_FIELDS } from './texts.js';
const TABLE_FIELDS = ['table', 'tableBytes'];
const TOKEN_FIELDS = [...TEXT_FIELDS, ...RESULT_FIELDS, ...TABLE_FIELDS, 'ids'];
export const countTokens = {
    fields: TOKEN_FIELDS,
    run: (args, shard, bench) => eachText(args, shard, bench, () => {
        const { table, tableBytes, ids } = args;
        const { text_tokens } = bench.kernel.entries;
        return (address, length, index) => {
            checkText(text_tokens(bench.job, table, tableBytes, address, length, ids), index);
            storeAnswer(args, index, bench);
        };
    }),
};
const CHUNK_FIELDS = [...TEXT_FIELDS, ...RESULT_FIELDS, ...TABLE_FIELDS, 'maxTokens', 'overlap'];
export const chunkTexts = {
    fields: CHUNK_FIELDS,
    run: (args, shard, bench) => eachText(args, shard, bench, () => (address, length, index) => {
        const { table, tableBytes, maxTokens, overlap } = args;
        const { text_chunk } = bench.kernel.entries;
        checkText(text_chunk(bench.job, table, tableBytes, address, length, maxTokens, overlap), index);
        storeAnswer(args, index, bench);
    }),
};
