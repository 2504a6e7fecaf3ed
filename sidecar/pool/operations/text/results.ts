/**
 * Results whose size nobody knows beforehand: shards take pieces of one pool, and an entry a text says where its piece
 * lies. The pool's first word counts what was asked for, so that a pool that was too small tells how large it should be.
 */
import { Failure } from '../../../arena/job-table.ts';
import { ShardFailure, type Workbench } from '../../operation.ts';

/** Arguments of every operation that leaves results. */
export const RESULT_FIELDS = [
  /** Arena address of `ENTRY_BYTES` a text. */
  'entries',
  /** Arena address of the pool, a multiple of 64. */
  'pool',
  'poolBytes',
] as const;
export type ResultArguments = Record<(typeof RESULT_FIELDS)[number], number>;

/** u32 address and u32 length of the text's piece, then the kernel's four numbers. */
export const ENTRY_BYTES = 24;
export const POOL_HEADER_BYTES = 64;
/** Pieces are aligned for u64s. */
const ALIGNMENT = 8;

/** Moves the kernel's answer to the pool, as the result of one text. */
export function storeAnswer(args: ResultArguments, index: number, bench: Workbench): void {
  const { address, length, values } = bench.kernel.answer();
  const at = length === 0 ? 0 : reserve(args, length, bench);
  if (length > 0) bench.bytes.copyWithin(at, address, address + length);
  bench.kernel.entries.outrigger_answer_free();
  new Uint32Array(bench.bytes.buffer, args.entries + index * ENTRY_BYTES, ENTRY_BYTES / 4).set([at, length, ...values]);
}

function reserve({ pool, poolBytes }: ResultArguments, length: number, bench: Workbench): number {
  const size = Math.ceil(length / ALIGNMENT) * ALIGNMENT;
  const cursor = new Int32Array(bench.bytes.buffer, pool, 1);
  // The count may pass 2^31 once a pool is full: it is read as unsigned, and a pool is smaller.
  const offset = (Atomics.add(cursor, 0, size) >>> 0) + POOL_HEADER_BYTES;
  if (offset + size > poolBytes) throw new ShardFailure(Failure.poolFull, String(offset + size));
  return pool + offset;
}

export interface TextResult {
  /** Arena address of the piece; 0 when it has no bytes. */
  readonly address: number;
  readonly length: number;
  readonly values: readonly [number, number, number, number];
}

/** Reads what `storeAnswer` left for one text. */
export function readResult(buffer: ArrayBufferLike, entries: number, index: number): TextResult {
  const words = new Uint32Array(buffer, entries + index * ENTRY_BYTES, ENTRY_BYTES / 4);
  const [address = 0, length = 0, a = 0, b = 0, c = 0, d = 0] = words;
  return { address, length, values: [a, b, c, d] };
}
