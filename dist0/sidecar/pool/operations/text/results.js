/**
 * Results whose size nobody knows beforehand: shards take pieces of one pool, and an entry a text says where its piece
 * lies. The pool's first word counts what was asked for, so that a pool that was too small tells how large it should be.
 */
import { Failure } from '../../../arena/job-table.js';
import { ShardFailure } from '../../operation.js';
/** Arguments of every operation that leaves results. */
export const RESULT_FIELDS = [
    /** Arena address of `ENTRY_BYTES` a text. */
    'entries',
    /** Arena address of the pool, a multiple of 64. */
    'pool',
    'poolBytes',
];
/** u32 address and u32 length of the text's piece, then the kernel's four numbers. */
export const ENTRY_BYTES = 24;
export const POOL_HEADER_BYTES = 64;
/** Pieces are aligned for u64s. */
const ALIGNMENT = 8;
/** Moves the kernel's answer to the pool, as the result of one text. */
export function storeAnswer(args, index, bench) {
    const { kernel, bytes, words } = bench;
    // word by word: what is allocated here, a text, is what a worker's garbage collections come from
    const answer = kernel.answerAddress / 4;
    const address = words[answer] ?? 0;
    const length = words[answer + 1] ?? 0;
    const at = length === 0 ? 0 : reserve(args, length, bench);
    if (length > 0)
        bytes.copyWithin(at, address, address + length);
    const entry = (args.entries + index * ENTRY_BYTES) / 4;
    words[entry] = at;
    for (let i = 1; i < ENTRY_BYTES / 4; i++)
        words[entry + i] = words[answer + i] ?? 0;
    kernel.entries.outrigger_answer_free();
}
function reserve({ pool, poolBytes }, length, bench) {
    const size = Math.ceil(length / ALIGNMENT) * ALIGNMENT;
    // The count goes on once a pool is full; a pool is smaller than where it would wrap.
    const offset = Atomics.add(bench.words, pool / 4, size) + POOL_HEADER_BYTES;
    if (offset + size > poolBytes)
        throw new ShardFailure(Failure.poolFull, String(offset + size));
    return pool + offset;
}
/** Reads what `storeAnswer` left for each of `count` texts. */
export function readResults(buffer, entries, count) {
    const words = new Uint32Array(buffer, entries, (count * ENTRY_BYTES) / 4);
    const results = [];
    for (let at = 0; at < words.length; at += ENTRY_BYTES / 4) {
        const [a = 0, b = 0, c = 0, d = 0] = [words[at + 2], words[at + 3], words[at + 4], words[at + 5]];
        results.push({ address: words[at] ?? 0, length: words[at + 1] ?? 0, values: [a, b, c, d] });
    }
    return results;
}
