/** Expands a compact vocabulary to the table that all workers read: first its size, then the table itself. */
import { Failure } from '../../../arena/job-table.js';
import { ShardFailure } from '../../operation.js';
import { checkStatus } from '../digest.js';
const FIELDS = [
    'compact',
    'compactBytes',
    /** Arena address of the table, or 0 to be told its size. */
    'table',
    'tableBytes',
    /** Arena address of a u32: the size. */
    'size',
];
export const buildVocabulary = {
    fields: FIELDS,
    run({ compact, compactBytes, table, tableBytes, size }, _shard, bench) {
        const { entries } = bench.kernel;
        if (table !== 0) {
            checkStatus(entries.vocabulary_build(compact, compactBytes, table, tableBytes));
            return undefined;
        }
        const bytes = entries.vocabulary_size(compact, compactBytes) >>> 0;
        if (bytes === 0)
            throw new ShardFailure(Failure.internal, 'the vocabulary is damaged');
        new Uint32Array(bench.bytes.buffer, size, 1)[0] = bytes;
        return undefined;
    },
};
