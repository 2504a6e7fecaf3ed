/**
 * `local.hash`: `rig.hash` without a sidecar. Feeds the kernel piece by piece, so that its memory, which never shrinks, stays
 * small whatever it is given. Validates as the sidecar does; holds no algorithm.
 */
import type { Algorithm } from '../../protocol/index.ts';
import type { Digests } from '../hash.ts';
import { type LocalSource } from './source.ts';
export interface LocalDigestOptions {
    /** 'sha256' if absent. */
    algorithm?: Algorithm | undefined;
    /** There is one engine here: 'wasm'. */
    engine?: 'auto' | 'wasm' | undefined;
}
export interface LocalRecordsOptions extends LocalDigestOptions {
    /** Bytes a record, 64 if absent; the data's length must be a multiple of it. */
    recordSize?: number | undefined;
}
export interface LocalLengthsOptions extends LocalDigestOptions {
    /** The messages' lengths in bytes; they sum to the data's. */
    lengths: number[];
}
export declare class LocalHash {
    /**
     * Digests of records of one size that lie one after another in `data`.
     * @throws OutriggerError InvalidParams: the data is no multiple of `recordSize`, or an option is none.
     */
    records(data: LocalSource, options?: LocalRecordsOptions): Promise<Digests>;
    /** Digests of many messages of any length: a list of them, or one source that holds them, with their `lengths`. */
    messages(messages: LocalSource[], options?: LocalDigestOptions): Promise<Digests>;
    messages(data: LocalSource, options: LocalLengthsOptions): Promise<Digests>;
}
