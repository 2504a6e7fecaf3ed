/**
 * `rig.hash`: digests of records, messages and files. Names the parameters and nothing else: the work is the sidecar's.
 * Algorithms: SHA-256 (FIPS 180-4) and BLAKE3; both digests are 32 bytes.
 */
import type { Algorithm, Engine, HashFilesResult, SegmentRange, SourceInput, Timing } from '../protocol/index.ts';
import type { Call, CallOptions } from './call.ts';
export interface HashOptions extends CallOptions {
    /** 'sha256' if absent. */
    algorithm?: Algorithm | undefined;
    /** 'auto' if absent: the fastest for the shape. */
    engine?: Engine | undefined;
}
export interface DigestOptions extends HashOptions {
    /** The digests are written there instead of being returned: 32 bytes a message, in order. */
    into?: SegmentRange | undefined;
}
export interface RecordsOptions extends DigestOptions {
    /** Bytes a record, 64 if absent; the data's length must be a multiple of it. */
    recordSize?: number | undefined;
}
export interface LengthsOptions extends DigestOptions {
    /** The messages' lengths in bytes; they sum to the data's. */
    lengths: number[];
}
/** Digests that came back. */
export interface Digests {
    count: number;
    /** 32 bytes each, one after another. */
    digests: Uint8Array;
    timing: Timing;
}
/** Digests that were written to `into`. */
export interface DigestsWritten {
    count: number;
    timing: Timing;
}
type Into = {
    into: SegmentRange;
};
type Returned = {
    into?: undefined;
};
export declare class Hash {
    #private;
    constructor(call: Call);
    /**
     * Digests of records of one size that lie one after another in `data`. The caller's bytes are sent from where they
     * lie: don't change them before the call has settled.
     * @throws OutriggerError InvalidParams: the data is no multiple of `recordSize`, or `into` is too small.
     */
    records(data: SourceInput, options?: RecordsOptions & Returned): Promise<Digests>;
    records(data: SourceInput, options: RecordsOptions & Into): Promise<DigestsWritten>;
    /**
     * Digests of many messages of any length: a list of sources, or one source that holds them one after another with
     * their `lengths`. The bytes must not change before the call has settled.
     */
    messages(messages: SourceInput[], options?: DigestOptions & Returned): Promise<Digests>;
    messages(messages: SourceInput[], options: DigestOptions & Into): Promise<DigestsWritten>;
    messages(data: SourceInput, options: LengthsOptions & Returned): Promise<Digests>;
    messages(data: SourceInput, options: LengthsOptions & Into): Promise<DigestsWritten>;
    /**
     * Digests of regular files that the sidecar reads itself, in the order of `paths` (absolute; a name that is no UTF-8 as
     * its bytes). A file that can't be read has an `error` in its place; the call doesn't reject for it.
     */
    files(paths: (string | Uint8Array)[], options?: HashOptions): Promise<HashFilesResult>;
}
export {};
