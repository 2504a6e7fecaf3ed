import { ProtocolError } from '../../protocol/errors.ts';
import type { Limits } from '../../protocol/limits.ts';
export interface OpenFile {
    readonly fd: number;
    readonly size: number;
    /** The whole content, of a file that has bytes but says that it has none. */
    readonly content: Buffer | undefined;
    /** Fills `target` from `offset`; a file that got shorter is a FileError. */
    read(target: Uint8Array, offset: number): Promise<void>;
    close(): void;
}
/** A file that can't be read, as an error reply. */
export declare function fileError(code: string, path: unknown): ProtocolError;
/** Opens a regular file for reading; FileError or TooLarge otherwise. */
export declare function openFile(path: string, limits: Limits): Promise<OpenFile>;
