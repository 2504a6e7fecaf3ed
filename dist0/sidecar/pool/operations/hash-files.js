/**
 * `hash/files`: a shard is one file, opened, read to its end and digested by the worker. What is wrong with one file
 * stands in its result; it fails no other.
 */
import { closeSync, readSync } from 'node:fs';
import { STEP_BYTES } from '../operation.js';
import { beginDigest, usesOpenSsl } from './digest.js';
import { FileFault, faultCode, openRegularFile } from './regular-file.js';
const FIELDS = [
    'algorithm',
    'engine',
    /** Arena address of pairs of u32: address and length of each path's bytes. */
    'table',
    /** Arena address of the results, FILE_RESULT_BYTES each. */
    'out',
    /** The limit `fileBytes`. */
    'fileBytes',
];
/** A result: u32 state, 4 bytes unused, f64 size, then the digest or the error's code in ASCII, up to 32 bytes. */
export const FILE_RESULT_BYTES = 48;
const SIZE_AT = 8;
const DIGEST_AT = 16;
const DIGEST_BYTES = 32;
export const FileState = { digested: 1, failed: 2, tooLarge: 3 };
/** Reads a result that a worker left. */
export function readFileResult(bytes, address) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + address, FILE_RESULT_BYTES);
    const digest = bytes.slice(address + DIGEST_AT, address + FILE_RESULT_BYTES);
    const text = Buffer.from(digest).toString('latin1');
    return {
        state: view.getUint32(0, true),
        size: view.getFloat64(SIZE_AT, true),
        digest,
        code: text.replace(/\0+$/, ''),
    };
}
function writeResult(bench, address, state, size, code = '') {
    const view = new DataView(bench.bytes.buffer, address, FILE_RESULT_BYTES);
    view.setFloat64(SIZE_AT, size, true);
    if (state !== FileState.digested) {
        bench.bytes.fill(0, address + DIGEST_AT, address + FILE_RESULT_BYTES);
        bench.bytes.set(Buffer.from(code.slice(0, DIGEST_BYTES), 'latin1'), address + DIGEST_AT);
    }
    view.setUint32(0, state, true);
}
/** Digests to the end of the file, as sha256sum does: a /proc file has size 0, and a growing one grows. */
function* digestFile(args, fd, size, out, bench) {
    const digester = beginDigest(bench, args.algorithm, usesOpenSsl(args.algorithm, args.engine, size, 1));
    let total = 0;
    try {
        for (;;) {
            const read = readSync(fd, bench.bytes, bench.window, STEP_BYTES, null);
            if (read === 0)
                break;
            total += read;
            if (total > args.fileBytes)
                throw new FileFault('EFBIG');
            digester.update(bench.window, read);
            bench.checkCancelled();
            // Another shard may use the window now: what it held is hashed.
            if (read === STEP_BYTES)
                yield;
        }
        digester.finish(out + DIGEST_AT);
        writeResult(bench, out, FileState.digested, total);
    }
    finally {
        digester.end();
    }
}
/** One file: opened, digested and closed; its fault is its result. */
function* hashFile(args, path, out, bench) {
    let fd;
    try {
        const file = openRegularFile(path);
        fd = file.fd;
        const { size } = file.stats;
        if (size > args.fileBytes)
            writeResult(bench, out, FileState.tooLarge, size);
        else
            yield* digestFile(args, fd, size, out, bench);
    }
    catch (error) {
        const code = faultCode(error);
        if (code === undefined)
            throw error;
        writeResult(bench, out, code === 'EFBIG' ? FileState.tooLarge : FileState.failed, args.fileBytes + 1, code);
    }
    finally {
        if (fd !== undefined)
            closeSync(fd);
    }
}
export const hashFiles = {
    fields: FIELDS,
    run(args, shard, bench) {
        const [at = 0, length = 0] = new Uint32Array(bench.bytes.buffer, args.table + shard * 8, 2);
        return hashFile(args, bench.bytes.slice(at, at + length), args.out + shard * FILE_RESULT_BYTES, bench);
    },
};
