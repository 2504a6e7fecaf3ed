/** Digests by other people's code: OpenSSL through node:crypto, and @noble/hashes. */
import { createHash } from 'node:crypto';
import { blake3 } from '@noble/hashes/blake3.js';
import type { Algorithm } from '../../protocol/methods/hash.ts';

export function digest(algorithm: Algorithm, bytes: Uint8Array): Uint8Array {
  return algorithm === 'sha256' ? createHash('sha256').update(bytes).digest() : blake3(bytes);
}

/** The digests of many messages, one after another. */
export function digests(algorithm: Algorithm, messages: readonly Uint8Array[]): Buffer {
  return Buffer.concat(messages.map((message) => digest(algorithm, message)));
}

/** The records of `size` bytes that `data` is made of. */
export function records(data: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: data.length / size }, (_, i) => data.subarray(i * size, (i + 1) * size));
}

/** Bytes that look random and are the same every time (mulberry32). */
export function bytes(length: number, seed = 1): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = seed;
  for (let i = 0; i < words.length; i++) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    words[i] = mixed ^ (mixed >>> 14);
  }
  return new Uint8Array(words.buffer, 0, length);
}
