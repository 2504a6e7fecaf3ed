/**
 * What hashing costs, roughly: whether a job is worth the waking of a worker. Measured figures of a slow core
 * (bench/, "cost model"); a factor of two either way changes nothing that a client would notice.
 */
import type { Algorithm, Engine } from '../../protocol/methods/hash.ts';

const KERNEL_BYTES_PER_MICRO = 250;
const MICROS_PER_MESSAGE = 0.2;
const OPENSSL_MICROS_PER_MESSAGE = 1.5;

/** Microseconds to hash `count` messages of `bytes` each on one core. */
export function hashMicros(params: { algorithm: Algorithm; engine: Engine }, count: number, bytes: number): number {
  const perMessage = params.engine === 'openssl' ? OPENSSL_MICROS_PER_MESSAGE : MICROS_PER_MESSAGE;
  // A message of 0 bytes still fills a block.
  return count * (perMessage + Math.max(64, bytes) / KERNEL_BYTES_PER_MICRO);
}
