/**
 * Opens the files that clients name. Only regular files are read: a directory, FIFO or device is a FileError, told
 * before it is opened (opening a device can do things). Paths in errors are the client's own.
 */
import { open, stat } from 'node:fs/promises';
import { ProtocolError, tooLarge } from '../../protocol/errors.js';
import { faultCode, OPEN_FLAGS, refuseOddFile } from '../pool/operations/regular-file.js';
/** A /proc file says that it has 0 bytes; it is read to its end, up to this many. */
const PROC_BYTES_MAX = 16 * 1024 * 1024;
/** A file that can't be read, as an error reply. */
export function fileError(code, path) {
    const reason = FILE_REASONS[code] ?? 'the file could not be read';
    return new ProtocolError('FileError', `${reason} (${code})`, { code, path });
}
const FILE_REASONS = {
    ENOENT: 'no such file',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EISDIR: 'is a directory',
    ENOTDIR: 'a part of the path is no directory',
    ENOTREG: 'is no regular file (a FIFO, device or socket)',
    ENAMETOOLONG: 'the name is too long',
    ELOOP: 'too many symbolic links',
    ETRUNCATED: 'the file got shorter while it was read',
    EMFILE: 'too many files are open',
};
async function readToEnd(file, limits) {
    const probe = await file.read(Buffer.alloc(1), 0, 1, 0);
    if (probe.bytesRead === 0)
        return undefined;
    const most = Math.min(PROC_BYTES_MAX, limits.fileBytes);
    const chunks = [];
    for (let total = 0;;) {
        const chunk = Buffer.alloc(64 * 1024);
        const { bytesRead } = await file.read(chunk, 0, chunk.length, total);
        if (bytesRead === 0)
            return Buffer.concat(chunks, total);
        total += bytesRead;
        if (total > most)
            throw tooLarge('fileBytes', most, total);
        chunks.push(chunk.subarray(0, bytesRead));
    }
}
/** Opens a regular file for reading; FileError or TooLarge otherwise. */
export async function openFile(path, limits) {
    let file;
    try {
        // Looked at before it is opened: opening a device can do things.
        refuseOddFile(await stat(path));
        file = await open(path, OPEN_FLAGS);
        const handle = file;
        const stats = await handle.stat();
        refuseOddFile(stats);
        if (stats.size > limits.fileBytes)
            throw tooLarge('fileBytes', limits.fileBytes, stats.size);
        const content = stats.size === 0 ? await readToEnd(handle, limits) : undefined;
        return {
            fd: handle.fd,
            size: content?.length ?? stats.size,
            content,
            read: (target, offset) => readRange(handle, path, offset, target),
            close: () => void handle.close().catch(() => { }),
        };
    }
    catch (error) {
        await file?.close();
        throw asFileError(error, path);
    }
}
/** Reads a range of an open file into `target`, all of it: a file that got shorter is a FileError. */
async function readRange(file, path, offset, target) {
    try {
        for (let done = 0; done < target.length;) {
            const { bytesRead } = await file.read(target, done, target.length - done, offset + done);
            if (bytesRead === 0)
                throw fileError('ETRUNCATED', path);
            done += bytesRead;
        }
    }
    catch (error) {
        throw asFileError(error, path);
    }
}
/** What the system says of a file as an error reply; anything else as it is. */
function asFileError(error, path) {
    const code = error instanceof ProtocolError ? undefined : faultCode(error);
    return code === undefined ? error : fileError(code, path);
}
