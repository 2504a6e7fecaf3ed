/**
 * Opens the files that clients name: regular ones only. A directory, FIFO or device is refused before it is opened
 * (opening a device can do things), and what cannot be opened is told by its errno, never by a path of ours.
 */
import { closeSync, constants, fstatSync, openSync, statSync } from 'node:fs';
/** A file that is no regular file (FIFO, device, socket), where no errno says so. */
export const NOT_REGULAR = 'ENOTREG';
/** Never waits for a FIFO's writer, and never takes a terminal. */
export const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
/** A fault of a file, by an errno's name or one of ours. */
export class FileFault extends Error {
    code;
    constructor(code) {
        super(code);
        this.code = code;
    }
}
/** The errno's name of an error of the file system (or of a FileFault); undefined for any other error. */
export function faultCode(error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Node's permission model refuses before the system does.
    if (code === 'ERR_ACCESS_DENIED')
        return 'EACCES';
    return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}
/** Only a regular file may be read: a directory says EISDIR, whatever else NOT_REGULAR. */
export function refuseOddFile(stats) {
    if (stats.isDirectory())
        throw new FileFault('EISDIR');
    if (!stats.isFile())
        throw new FileFault(NOT_REGULAR);
}
/** Looked at before it is opened, and again after (it may have been replaced). The caller closes `fd`. */
export function openRegularFile(path) {
    const name = typeof path === 'string' ? path : Buffer.from(path);
    refuseOddFile(statSync(name));
    const fd = openSync(name, OPEN_FLAGS);
    try {
        const stats = fstatSync(fd);
        refuseOddFile(stats);
        return { fd, stats };
    }
    catch (error) {
        closeSync(fd);
        throw error;
    }
}
