/**
 * `hash/messages` in memory: a table of (address, length) pairs, cut into runs of messages of about equal bytes.
 * Both tables are made by the main thread in memory that no client maps.
 */
import { STEP_BYTES } from '../operation.js';
import { beginDigest, checkStatus, digestRange, OpenSslMessages, usesOpenSsl } from './digest.js';
const DIGEST = 32;
const FIELDS = [
    'algorithm',
    'engine',
    /** Arena address of `count` pairs of u32: address and length. */
    'table',
    /** Arena address of u32s: the index of each shard's first message, and one more for the end. */
    'bounds',
    'out',
];
/**
 * Runs of messages that one engine takes: the kernel gets whole runs at once, since its lanes want neighbours. A message
 * of more than STEP_BYTES is hashed by itself, in steps.
 */
export function* hashRun(args, first, end, bench) {
    const { algorithm, engine, table, out } = args;
    const pairs = new Uint32Array(bench.bytes.buffer, table, end * 2);
    const openSsl = new OpenSslMessages(bench);
    let run = first;
    const flushKernelRun = (until) => {
        if (until === run)
            return;
        const at = out + run * DIGEST;
        checkStatus(bench.kernel.entries.hash_messages(bench.job, algorithm, table + run * 8, until - run, at));
    };
    for (let i = first; i < end; i++) {
        const address = pairs[i * 2] ?? 0;
        const length = pairs[i * 2 + 1] ?? 0;
        const byOpenSsl = usesOpenSsl(algorithm, engine, length, end - first);
        if (!byOpenSsl && length <= STEP_BYTES)
            continue;
        flushKernelRun(i);
        run = i + 1;
        const at = out + i * DIGEST;
        if (length <= STEP_BYTES)
            openSsl.hash(address, length, at);
        else
            yield* digestRange(bench, beginDigest(bench, algorithm, byOpenSsl), address, length, at);
    }
    flushKernelRun(end);
    openSsl.flush();
}
export const hashMessages = {
    fields: FIELDS,
    run(args, shard, bench) {
        const { buffer } = bench.bytes;
        const bounds = new Uint32Array(buffer, args.bounds, shard + 2);
        const first = bounds[shard] ?? 0;
        const end = bounds[shard + 1] ?? 0;
        return hashRun(args, first, end, bench);
    },
};
