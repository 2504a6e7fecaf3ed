/**
 * Why a file could not be hashed, in the words of the C library (`strerror`), as `sha256sum` tells it: Node's own
 * messages are libuv's, which differ. Pure.
 */
import type { ErrorObject } from '../../../protocol/errors.ts';
/** The words for an errno's name; undefined for one that is not a file's. */
export declare function errnoWords(code: string): string | undefined;
/** The reason behind a failed file: the errno's words, else the sidecar's message without the path. */
export declare function failureReason(error: ErrorObject): string;
