/**
 * `hash/records`: records of one size, in memory or in a file that the main thread opened. A shard is a run of them
 * that a step takes, or one record that is longer.
 */
import { STEP_BYTES } from '../operation.js';
import { beginDigest, checkStatus, digestRange, OpenSslMessages, usesOpenSsl } from './digest.js';
import { digestFileRange, readExactly } from './file-window.js';
const DIGEST = 32;
const FIELDS = [
    'algorithm',
    'engine',
    'recordSize',
    'count',
    'shardRecords',
    'out',
    /** Arena address of the data, when `fd` is -1. */
    'data',
    'fd',
    'fileOffset',
];
/** Records of up to STEP_BYTES. */
function hashInMemory(args, data, count, out, bench) {
    const { algorithm, engine, recordSize } = args;
    if (!usesOpenSsl(algorithm, engine, recordSize, count)) {
        const length = count * recordSize;
        checkStatus(bench.kernel.entries.hash_records(bench.job, algorithm, data, length, recordSize, out));
        return;
    }
    const messages = new OpenSslMessages(bench);
    for (let i = 0; i < count; i++)
        messages.hash(data + i * recordSize, recordSize, out + i * DIGEST);
    messages.flush();
}
/** A record that is longer than a step: it is a shard by itself. */
function hashLongRecord(args, shard, out, bench) {
    const { algorithm, engine, recordSize, fd, data, fileOffset } = args;
    const digester = beginDigest(bench, algorithm, usesOpenSsl(algorithm, engine, recordSize, 1));
    if (fd < 0)
        return digestRange(bench, digester, data + shard * recordSize, recordSize, out);
    return digestFileRange(bench, digester, fd, fileOffset + shard * recordSize, recordSize, out);
}
export const hashRecords = {
    fields: FIELDS,
    run(args, shard, bench) {
        const { recordSize, shardRecords, fd } = args;
        const first = shard * shardRecords;
        const out = args.out + first * DIGEST;
        if (recordSize > STEP_BYTES)
            return hashLongRecord(args, shard, out, bench);
        const count = Math.min(shardRecords, args.count - first);
        if (fd < 0)
            hashInMemory(args, args.data + first * recordSize, count, out, bench);
        else {
            readExactly(bench, fd, args.fileOffset + first * recordSize, count * recordSize);
            hashInMemory(args, bench.window, count, out, bench);
        }
        return undefined;
    },
};
