/**
 * Results whose size nobody knows beforehand: shards take pieces of one pool, and an entry a text says where its piece
 * lies. The pool's first word counts what was asked for, so that a pool that was too small tells how large it should be.
 */

import { AS_GIVEN } from '../../../../protocol/packed.ts';
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

/** Bytes of the text in an answer whose first number is this. */
export function toldBytes(told: number): number {
  return told === AS_GIVEN ? 0 : told;
}

/** u32 address and u32 length of the text's piece, then the kernel's four numbers. */
export const ENTRY_BYTES = 24;
export const POOL_HEADER_BYTES = 64;
/** Pieces are aligned for u64s. */
const ALIGNMENT = 8;

/** Moves the kernel's answer to the pool, as the result of one text. */
export function storeAnswer(args: ResultArguments, index: number, bench: Workbench): void {
  const { kernel, bytes, words } = bench;
  // word by word: what is allocated here, a text, is what a worker's garbage collections come from
  const answer = kernel.answerAddress / 4;
  const address = words[answer] ?? 0;
  const length = words[answer + 1] ?? 0;
  const at = length === 0 ? 0 : reserve(args, length, bench);
  if (length > 0) bytes.copyWithin(at, address, address + length);
  const entry = (args.entries + index * ENTRY_BYTES) / 4;
  words[entry] = at;
  for (let i = 1; i < ENTRY_BYTES / 4; i++) words[entry + i] = words[answer + i] ?? 0;
  kernel.entries.outrigger_answer_free();
}

function reserve({ pool, poolBytes }: ResultArguments, length: number, bench: Workbench): number {
  const size = Math.ceil(length / ALIGNMENT) * ALIGNMENT;
  // The count goes on once a pool is full; a pool is smaller than where it would wrap.
  const offset = Atomics.add(bench.words, pool / 4, size) + POOL_HEADER_BYTES;
  if (offset + size > poolBytes) throw new ShardFailure(Failure.poolFull, String(offset + size));
  return pool + offset;
}

export interface TextResult {
  /** Arena address of the piece; 0 when it has no bytes. */
  readonly address: number;
  readonly length: number;
  readonly values: readonly [number, number, number, number];
}

/** One text's entry, read when it is asked for: thousands of texts are thousands of these. */
class Entry implements TextResult {
  readonly #words: Uint32Array;
  readonly #at: number;

  constructor(words: Uint32Array, at: number) {
    this.#words = words;
    this.#at = at;
  }

  get address(): number {
    return this.#words[this.#at] ?? 0;
  }

  get length(): number {
    return this.#words[this.#at + 1] ?? 0;
  }

  get values(): readonly [number, number, number, number] {
    const [words, at] = [this.#words, this.#at];
    return [words[at + 2] ?? 0, words[at + 3] ?? 0, words[at + 4] ?? 0, words[at + 5] ?? 0];
  }
}

/** What `storeAnswer` left for each of `count` texts, as long as the entries are there. */
export function readResults(buffer: ArrayBufferLike, entries: number, count: number): TextResult[] {
  const words = new Uint32Array(buffer, entries, (count * ENTRY_BYTES) / 4);
  const results: TextResult[] = [];
  for (let at = 0; at < words.length; at += ENTRY_BYTES / 4) results.push(new Entry(words, at));
  return results;
}
