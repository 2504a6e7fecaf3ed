/**
 * `hash/messages` on files: the messages of one file, which lie in it one after another, and messages of many files,
 * each opened by the worker. What the main thread checked may have changed since: a file that is shorter now is a
 * failure, never a short digest.
 */
import { closeSync } from 'node:fs';
import { Failure } from '../../arena/job-table.js';
import { WINDOW_BYTES } from '../../arena/layout.js';
import { ShardFailure, STEP_BYTES } from '../operation.js';
import { beginDigest, digestRange, usesOpenSsl } from './digest.js';
import { digestFileRange, readExactly } from './file-window.js';
import { hashRun } from './hash-messages.js';
import { faultCode, openRegularFile } from './regular-file.js';
const DIGEST = 32;
/** A shard of one file's messages has so many bytes, so that they and their table fit the window; or it is one message. */
export const FILE_RUN_BYTES = STEP_BYTES;
export const FILE_RUN_MESSAGES = (WINDOW_BYTES - FILE_RUN_BYTES) / 8;
const FIELDS = [
    'algorithm',
    'engine',
    'fd',
    /** Arena address of f64s: where each message begins in the file, and one more for the end. */
    'offsets',
    /** Arena address of u32s: the index of each shard's first message, and one more for the end. */
    'bounds',
    'out',
];
/** Reads the messages to the window and lists them behind, for the kernel's lanes. */
function hashShortMessages(args, starts, out, bench) {
    const { algorithm, engine, fd } = args;
    const from = starts[0] ?? 0;
    const count = starts.length - 1;
    readExactly(bench, fd, from, (starts[count] ?? 0) - from);
    const table = bench.window + FILE_RUN_BYTES;
    const pairs = new Uint32Array(bench.bytes.buffer, table, count * 2);
    for (let i = 0; i < count; i++) {
        const start = starts[i] ?? 0;
        pairs[i * 2] = bench.window + start - from;
        pairs[i * 2 + 1] = (starts[i + 1] ?? 0) - start;
    }
    // It never yields: each message is shorter than a step, so the window stays ours.
    return hashRun({ algorithm, engine, table, out }, 0, count, bench);
}
export const hashFileMessages = {
    fields: FIELDS,
    run(args, shard, bench) {
        const { buffer } = bench.bytes;
        const [first = 0, end = 0] = new Uint32Array(buffer, args.bounds + shard * 4, 2);
        const starts = new Float64Array(buffer, args.offsets + first * 8, end - first + 1);
        const out = args.out + first * DIGEST;
        const start = starts[0] ?? 0;
        const length = (starts[end - first] ?? 0) - start;
        if (length <= FILE_RUN_BYTES)
            return hashShortMessages(args, starts, out, bench);
        const digester = beginDigest(bench, args.algorithm, usesOpenSsl(args.algorithm, args.engine, length, 1));
        return digestFileRange(bench, digester, args.fd, start, length, out);
    },
};
const SOURCE_FIELDS = [
    'algorithm',
    'engine',
    /** Arena address of f64s, SOURCE_WORDS a message. */
    'table',
    'out',
];
/** A message's address or offset in its file, its length, and its path's address and length (0 for memory). */
export const SOURCE_WORDS = 4;
function sourceOf(args, shard, bench) {
    const entry = new Float64Array(bench.bytes.buffer, args.table + shard * SOURCE_WORDS * 8, SOURCE_WORDS);
    const [at = 0, length = 0, pathAt = 0, pathLength = 0] = entry;
    return { at, length, path: bench.bytes.slice(pathAt, pathAt + pathLength) };
}
/** The code of a file's failure, whoever met it. */
function fileFailure(error) {
    return error instanceof ShardFailure && error.failure === Failure.file ? error.message : faultCode(error);
}
function* hashOpenedFile(args, shard, bench) {
    const { at, length, path } = sourceOf(args, shard, bench);
    let fd;
    try {
        fd = openRegularFile(path).fd;
        const digester = beginDigest(bench, args.algorithm, usesOpenSsl(args.algorithm, args.engine, length, 1));
        yield* digestFileRange(bench, digester, fd, at, length, args.out + shard * DIGEST);
    }
    catch (error) {
        const code = fileFailure(error);
        throw code === undefined ? error : new ShardFailure(Failure.file, `${code} ${shard}`);
    }
    finally {
        if (fd !== undefined)
            closeSync(fd);
    }
}
/** `hash/messages` where some are files: a shard is one message. A file's failure tells the shard beside the code. */
export const hashSources = {
    fields: SOURCE_FIELDS,
    run(args, shard, bench) {
        const { at, length, path } = sourceOf(args, shard, bench);
        if (path.length > 0)
            return hashOpenedFile(args, shard, bench);
        const digester = beginDigest(bench, args.algorithm, usesOpenSsl(args.algorithm, args.engine, length, 1));
        return digestRange(bench, digester, at, length, args.out + shard * DIGEST);
    },
};
