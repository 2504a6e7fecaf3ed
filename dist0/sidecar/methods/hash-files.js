/** `hash/files`: the paths as a table for the workers, their results in the order of the paths. */
import { stat } from 'node:fs/promises';
import { tooLarge } from '../../protocol/errors.js';
import { fileError } from '../dispatch/files.js';
import { FILE_RESULT_BYTES, FileState, hashFiles, readFileResult } from '../pool/operations/hash-files.js';
import { algorithmId, engineId, refuseEngine } from './hash-engine.js';
/** An entry of the reply beside its path: digest, size, field names; or an error. */
const ENTRY_BYTES = 320;
/** Writes the paths' bytes and a table of (address, length) pairs: the table's address. */
function writePaths(paths, bytes, { inputs, arena }) {
    const table = inputs.scratch(paths.length * 8);
    const pairs = new Uint32Array(arena.buffer, table, paths.length * 2);
    let at = inputs.scratch(bytes);
    paths.forEach((path, i) => {
        const name = typeof path === 'string' ? Buffer.from(path) : path;
        arena.bytes.set(name, at);
        pairs[i * 2] = at;
        pairs[i * 2 + 1] = name.length;
        at += name.length;
    });
    return table;
}
function fileDigest(path, out, { arena, limits }) {
    const outcome = readFileResult(arena.bytes, out);
    switch (outcome.state) {
        case FileState.digested:
            return { path, bytes: outcome.size, digest: Buffer.from(outcome.digest).toString('hex') };
        case FileState.tooLarge:
            return { path, error: tooLarge('fileBytes', limits.fileBytes, outcome.size).toObject() };
        default:
            return { path, error: fileError(outcome.code, path).toObject() };
    }
}
/** Files that are looked at at a time: the thread pool is everyone's. */
const LOOKS = 4;
async function sizeOf(path) {
    try {
        const stats = await stat(typeof path === 'string' ? path : Buffer.from(path));
        return stats.isFile() ? stats.size : 0;
    }
    catch {
        return 0;
    }
}
/** What there is to read, as far as can be told beforehand. */
async function totalBytes(paths, { call }) {
    let total = 0;
    for (let i = 0; i < paths.length; i += LOOKS) {
        const sizes = await Promise.all(paths.slice(i, i + LOOKS).map(sizeOf));
        total = sizes.reduce((sum, size) => sum + size, total);
        call.throwIfEnded();
    }
    return total;
}
/** The bytes of a name in a reply: MessagePack as they are, JSON with its escapes, or base64 for what is no text. */
function nameReplyBytes(path, codec) {
    if (codec === 'msgpack')
        return Buffer.byteLength(path);
    return typeof path === 'string' ? Buffer.byteLength(JSON.stringify(path)) : Math.ceil(path.length / 3) * 4;
}
export const hashFilesHandler = (params, scope) => {
    refuseEngine(params);
    const { call, inputs, limits } = scope;
    // A name that came as bytes lies in the frame, which is overwritten before the reply tells it again.
    const paths = params.paths.map((path) => (typeof path === 'string' ? path : Uint8Array.from(path)));
    const pathBytes = paths.reduce((sum, path) => sum + Buffer.byteLength(path), 0);
    const count = paths.length;
    const nameBytes = paths.reduce((sum, path) => sum + nameReplyBytes(path, call.request.codec), 0);
    // Every path comes back once, or twice where an error tells it too.
    call.admitted.reserve(pathBytes + count * (FILE_RESULT_BYTES + 8), nameBytes * 2 + count * ENTRY_BYTES);
    if (count === 0)
        return { files: [], timing: call.idleTiming() };
    const table = writePaths(paths, pathBytes, scope);
    const out = inputs.scratch(count * FILE_RESULT_BYTES);
    const run = (bytes) => call.run({
        operation: hashFiles,
        args: { algorithm: algorithmId(params), engine: engineId(params), table, out, fileBytes: limits.fileBytes },
        shards: count,
        bytes,
        inlineMicros: undefined,
        // How much there is isn't known.
        priority: 'bulk',
    });
    // Only who watches the progress needs to know how much there is.
    const ran = params.progressToken === undefined ? run(0) : totalBytes(paths, scope).then(run);
    return Promise.resolve(ran).then((timing) => ({
        files: paths.map((path, i) => fileDigest(path, out + i * FILE_RESULT_BYTES, scope)),
        timing,
    }));
};
