/** What the hash methods share: where digests go, how they come back, and errors of files that the client named. */
import type { Timing } from '../../protocol/envelope.ts';
import { invalidParams, ProtocolError } from '../../protocol/errors.ts';
import { DIGEST_BYTES } from '../../protocol/methods/hash.ts';
import type { SegmentRange } from '../../protocol/sources.ts';
import type { Eventual } from '../dispatch/eventual.ts';
import { fileError } from '../dispatch/files.ts';
import type { MemoryInput } from '../dispatch/inputs.ts';
import type { CallScope } from './handler.ts';

export type DigestResult = { count: number; digests?: Uint8Array; timing: Timing };

/** Where the digests go: the client's segment, or a range of ours that the reply is made from. */
export interface DigestTarget {
  readonly address: number;
  /** 32 a digest. */
  readonly bytes: number;
  result(timing: Timing): DigestResult;
}

/** Reserves the call's memory and the reply's, and finds the place of the digests. */
export function digestTarget(
  scope: CallScope,
  count: number,
  inlineBytes: number,
  into: SegmentRange | undefined,
): DigestTarget {
  const { call, inputs, arena } = scope;
  const length = count * DIGEST_BYTES;
  if (into !== undefined) {
    if (into.length < length) throw invalidParams('into.length', `at least ${length}, 32 bytes a digest`);
    call.admitted.reserve(inlineBytes, 0);
    const { address } = inputs.segment(into, 'into');
    return { address, bytes: length, result: (timing: Timing) => ({ count, timing }) };
  }
  call.admitted.reserve(inlineBytes + length, call.request.codec === 'json' ? Math.ceil(length / 3) * 4 : length);
  const address = inputs.scratch(length);
  const digests = arena.view(address, length);
  return { address, bytes: length, result: (timing: Timing) => ({ count, digests, timing }) };
}

/** Digests written over the data that they are digests of would be digests of digests. */
export function refuseOverlap(data: MemoryInput, target: DigestTarget): void {
  if (data.length === 0 || target.bytes === 0) return;
  if (target.address < data.address + data.length && data.address < target.address + target.bytes) {
    throw invalidParams('into', "a range that doesn't overlap the data");
  }
}

/**
 * An error that a worker met in a file that the client named: `pathOf` finds its path, by the shard where there are
 * many. A worker tells the code, or the code and the shard.
 */
export function nameFile<T>(ended: Eventual<T>, pathOf: (shard: number) => string): Eventual<T> {
  if (!(ended instanceof Promise)) return ended;
  return ended.catch((error: unknown) => {
    if (!(error instanceof ProtocolError) || error.name !== 'FileError') throw error;
    const [code = '', shard = '0'] = String(error.data.code).split(' ');
    throw fileError(code, pathOf(Number(shard)));
  });
}
