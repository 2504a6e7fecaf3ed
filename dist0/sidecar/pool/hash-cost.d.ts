/**
 * What hashing costs, roughly: whether a job is worth the waking of a worker. Twice what was measured on a quiet core
 * (bench/pool/crossing.ts), so that it holds on a slow or busy one; a factor of two either way changes nothing that a
 * client would notice.
 */
import type { Algorithm, Engine } from '../../protocol/methods/hash.ts';
/** Microseconds to hash `count` messages of `bytes` each on one core. */
export declare function hashMicros(params: {
    algorithm: Algorithm;
    engine: Engine;
}, count: number, bytes: number): number;
