/**
 * Many texts over many shards: a shard is a run of texts, one step a text. A text is worked on in memory that no client maps,
 * since what is validated as UTF-8 is then used as such.
 */
import { Failure } from '../../../arena/job-table.js';
import { KernelStatus } from '../../../kernel/instance.js';
import { ShardFailure, STEP_BYTES } from '../../operation.js';
import { checkStatus } from '../digest.js';
export const TEXT_FIELDS = [
    /** Arena address of a pair of u32 a text: address and length. */
    'texts',
    /** Arena address of u32s: the index of each shard's first text, and one more for the end. */
    'bounds',
    /** 1: a client may map those of at most `MAPPED_TEXT_MAX` bytes, and they are copied here. */
    'mapped',
];
/**
 * The longest text that the worker that needs it copies to its window: 10 MB in 3,754 texts take a worker 0.6 ms, where the main
 * thread took 2.3 for all of them before the first was begun. Longer ones are in memory of their own.
 */
export const MAPPED_TEXT_MAX = STEP_BYTES;
/** Copies keep their place within a word: of any other they take three times as long. */
const WORD_BYTES = 8;
/**
 * Works on each text of a shard; yields between two when enough was worked on. `begin` is called at the start of each step,
 * since in between other shards may have used up what it stands on.
 */
export function* eachText(args, shard, bench, begin) {
    const { words } = bench;
    const table = args.texts / 4;
    const bound = args.bounds / 4 + shard;
    const end = words[bound + 1] ?? 0;
    for (let index = words[bound] ?? 0; index < end;) {
        const work = begin();
        let worked = 0;
        do {
            const address = words[table + index * 2] ?? 0;
            const length = words[table + index * 2 + 1] ?? 0;
            bench.checkCancelled();
            work(args.mapped === 1 ? ownCopy(address, length, bench) : address, length, index);
            worked += length;
            index++;
        } while (index < end && worked + (words[table + index * 2 + 1] ?? 0) <= STEP_BYTES);
        if (index < end)
            yield;
    }
}
/** Where the text's bytes can't change: its copy, or its own place. */
function ownCopy(address, length, { bytes, window }) {
    if (length > MAPPED_TEXT_MAX)
        return address;
    const copy = window + (address % WORD_BYTES);
    bytes.copyWithin(copy, address, address + length);
    return copy;
}
/** A kernel's status for one text: what is no UTF-8, or matches too often, names the text by its index. */
export function checkText(status, index) {
    if (status === KernelStatus.notText)
        throw new ShardFailure(Failure.notText, String(index));
    if (status === KernelStatus.tooMany)
        throw new ShardFailure(Failure.tooMany, String(index));
    if (status === KernelStatus.tooSmall)
        throw new ShardFailure(Failure.tooSmall, String(index));
    checkStatus(status);
}
