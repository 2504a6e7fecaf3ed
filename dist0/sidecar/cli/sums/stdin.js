/**
 * The digest of standard input, which only this process can read. SHA-256 is streamed through OpenSSL here: one message
 * is sequential work, and the sidecar would use the same engine after a copy. BLAKE3, which Node lacks, is the kernel's:
 * small input goes inline, more is spooled to a file that the sidecar reads.
 */
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
const CHUNK = 1024 * 1024;
/** BLAKE3 input up to this size travels inline. Well under `frameBytes`. */
const INLINE_BYTES = 4 * 1024 * 1024;
/**
 * Chunks of standard input until its end. Read synchronously: a stream on descriptor 0 would keep the process alive and
 * can't be read a second time; only this process waits, the sidecar's work goes on.
 */
function* chunks(fd = 0) {
    const buffer = Buffer.allocUnsafeSlow(CHUNK);
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (;;) {
        try {
            const read = readSync(fd, buffer, 0, CHUNK, null);
            if (read === 0)
                return;
            yield buffer.subarray(0, read);
        }
        catch (error) {
            const { code } = error;
            if (code === 'EOF')
                return;
            if (code !== 'EAGAIN')
                throw error;
            Atomics.wait(pause, 0, 0, 5); // a terminal or pipe that someone set non-blocking
        }
    }
}
function sha256OfStdin() {
    const hash = createHash('sha256');
    let bytes = 0;
    for (const chunk of chunks()) {
        hash.update(chunk);
        bytes += chunk.length;
    }
    return { digest: hash.digest('hex'), bytes };
}
async function blake3OfStdin(blake3) {
    const held = [];
    let bytes = 0;
    let spool;
    try {
        for (const chunk of chunks()) {
            bytes += chunk.length;
            if (spool === undefined && bytes <= INLINE_BYTES) {
                held.push(Buffer.from(chunk));
                continue;
            }
            if (spool === undefined) {
                const path = join(tmpdir(), `outrigger-stdin-${randomUUID()}`);
                spool = { fd: openSync(path, 'wx', 0o600), path };
                for (const part of held)
                    writeAll(spool.fd, part);
            }
            writeAll(spool.fd, chunk);
        }
        return await (spool === undefined ? blake3.message(Buffer.concat(held)) : blake3.file(spool.path));
    }
    finally {
        if (spool !== undefined) {
            closeSync(spool.fd);
            rmSync(spool.path, { force: true });
        }
    }
}
function writeAll(fd, bytes) {
    for (let at = 0; at < bytes.length;)
        at += writeSync(fd, bytes, at);
}
/** The digest of what is left on standard input; of nothing, when it was read before. */
export async function digestStdin(algorithm, blake3) {
    try {
        return algorithm === 'sha256' ? sha256OfStdin() : await blake3OfStdin(blake3);
    }
    catch (error) {
        const { code, syscall, message } = error;
        if (code === undefined || syscall === undefined)
            throw error;
        return { error: { code: 8, message, data: { name: 'FileError', code, path: '-' } } };
    }
}
