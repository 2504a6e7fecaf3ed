/**
 * The first byte of a connection tells its dialect (PROTOCOL.md, "Dialect"). Holds no bytes: white space before the
 * first message is dropped, and the rest goes to the framing of the dialect.
 */
import type { Buffer } from 'node:buffer';
export type Dialect = 'content-length' | 'newline' | 'msgpack-rpc';
/** Where the first message begins in `chunk`, and its dialect; 'blank' is all white space, 'unknown' is no dialect. */
export interface Detected {
    readonly dialect: Dialect | 'blank' | 'unknown';
    readonly start: number;
}
/** `first`: no white space came before `chunk`. Only JSON may follow white space. */
export declare function detectDialect(chunk: Buffer, first: boolean): Detected;
