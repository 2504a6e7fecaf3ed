/** What the hash methods share: where digests go, how they come back, and errors of files that the client named. */
import type { Timing } from '../../protocol/envelope.ts';
import type { SegmentRange } from '../../protocol/sources.ts';
import type { Eventual } from '../dispatch/eventual.ts';
import type { MemoryInput } from '../dispatch/inputs.ts';
import type { CallScope } from './handler.ts';
export type DigestResult = {
    count: number;
    digests?: Uint8Array;
    timing: Timing;
};
/** Where the digests go: the client's segment, or a range of ours that the reply is made from. */
export interface DigestTarget {
    readonly address: number;
    /** 32 a digest. */
    readonly bytes: number;
    result(timing: Timing): DigestResult;
}
/** Reserves the call's memory and the reply's, and finds the place of the digests. */
export declare function digestTarget(scope: CallScope, count: number, inlineBytes: number, into: SegmentRange | undefined): DigestTarget;
/** Digests written over the data that they are digests of would be digests of digests. */
export declare function refuseOverlap(data: MemoryInput, target: DigestTarget): void;
/**
 * An error that a worker met in a file that the client named: `pathOf` finds its path, by the shard where there are
 * many. A worker tells the code, or the code and the shard.
 */
export declare function nameFile<T>(ended: Eventual<T>, pathOf: (shard: number) => string): Eventual<T>;
