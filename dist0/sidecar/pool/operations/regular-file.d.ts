/**
 * Opens the files that clients name: regular ones only. A directory, FIFO or device is refused before it is opened
 * (opening a device can do things), and what cannot be opened is told by its errno, never by a path of ours.
 */
import { type Stats } from 'node:fs';
/** A file that is no regular file (FIFO, device, socket), where no errno says so. */
export declare const NOT_REGULAR = "ENOTREG";
/** Never waits for a FIFO's writer, and never takes a terminal. */
export declare const OPEN_FLAGS: number;
/** A fault of a file, by an errno's name or one of ours. */
export declare class FileFault extends Error {
    readonly code: string;
    constructor(code: string);
}
/** The errno's name of an error of the file system (or of a FileFault); undefined for any other error. */
export declare function faultCode(error: unknown): string | undefined;
/** Only a regular file may be read: a directory says EISDIR, whatever else NOT_REGULAR. */
export declare function refuseOddFile(stats: Stats): void;
/** Looked at before it is opened, and again after (it may have been replaced). The caller closes `fd`. */
export declare function openRegularFile(path: string | Uint8Array): {
    fd: number;
    stats: Stats;
};
