/**
 * Reads file bytes through a worker's window. Files are read, never mapped: a mapped file that someone truncates kills
 * the process by SIGBUS. A file that ends before its range does is a failure, never a short digest.
 */
import { readSync } from 'node:fs';
import { Failure } from '../../arena/job-table.js';
import { ShardFailure, STEP_BYTES } from '../operation.js';
import { faultCode } from './regular-file.js';
/** The code of a file that got shorter while it was read. */
export const TRUNCATED = 'ETRUNCATED';
/** Reads into the window at `at`, from the file's `offset`: how many bytes, 0 at the end. */
function readOnce(bench, fd, at, length, offset) {
    try {
        return readSync(fd, bench.bytes, bench.window + at, length, offset);
    }
    catch (error) {
        throw new ShardFailure(Failure.file, faultCode(error) ?? 'EIO');
    }
}
/** Fills the window with exactly `length` bytes (at most WINDOW_BYTES). */
export function readExactly(bench, fd, offset, length) {
    let done = 0;
    while (done < length) {
        const read = readOnce(bench, fd, done, length - done, offset + done);
        if (read === 0)
            throw new ShardFailure(Failure.file, TRUNCATED);
        done += read;
    }
}
/** Digests a range of a file that is too long for one step. */
export function* digestFileRange(bench, digester, fd, offset, length, out) {
    try {
        for (let done = 0; done < length;) {
            const piece = Math.min(STEP_BYTES, length - done);
            readExactly(bench, fd, offset + done, piece);
            digester.update(bench.window, piece);
            bench.checkCancelled();
            done += piece;
            // Another shard may use the window now: what it held is hashed.
            if (done < length)
                yield;
        }
        digester.finish(out);
    }
    finally {
        digester.end();
    }
}
