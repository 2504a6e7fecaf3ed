/**
 * The job table: one slot a job that workers can see, in shared memory that no client maps. A slot's fields are written
 * by the main thread while the slot is free, then read by workers; what both sides write is touched by Atomics only.
 */
/** Jobs that workers can see at once; the others wait in the scheduler's queue. */
export const JOB_SLOTS = 64;
/** One more slot for what runs inline on the main thread. */
export const INLINE_SLOT = JOB_SLOTS;
const STATES_BYTES = 512;
const SLOT_BYTES = 1024;
const SLOT_ARGUMENTS = 64;
const SLOT_ARGUMENTS_MAX = 32;
const SLOT_DETAIL = 512;
const DETAIL_BYTES = SLOT_BYTES - SLOT_DETAIL - 4;
export const JOB_TABLE_BYTES = STATES_BYTES + (JOB_SLOTS + 1) * SLOT_BYTES;
/**
 * The state word of a slot. `interactive` and `bulk` have shards to claim; `drained` has none left, `closing` shall be
 * left as soon as possible.
 */
export const SlotState = { free: 0, interactive: 1, bulk: 2, drained: 3, closing: 4 };
/** Why a job failed, in its `failure` word: below 100 the kernel's own status codes, then the host's. */
export const Failure = {
    none: 0,
    cancelled: 1,
    badRange: 2,
    badArgument: 3,
    outOfMemory: 4,
    trap: 100,
    file: 101,
    internal: 102,
    /** What the shard had in its worker's slab went when another job's shard trapped there. */
    lost: 103,
    /** The results took more memory than the job was given; the detail says how much was asked for. */
    poolFull: 104,
    /** A text that is no UTF-8; the detail is its index. */
    notText: 105,
    /** A text with more matches than the limit; the detail is its index. */
    tooMany: 106,
    /** A ruleset that doesn't compile; the detail is the rule's id, a NUL, and why. */
    badRules: 107,
    /** A chunk size that a single character's tokens don't fit. */
    tooSmall: 108,
};
/** Failures that only the job's method can put into words. */
export const METHOD_FAILURES = [
    Failure.poolFull,
    Failure.notText,
    Failure.tooMany,
    Failure.badRules,
    Failure.tooSmall,
];
// Byte offsets in a slot. The kernel knows the first two: its ABI calls them the job control block.
const CANCEL = 0;
const PROGRESS = 8;
const CURSOR = 16;
const SHARDS = 20;
const DONE = 24;
const FAILURE = 28;
const OPERATION = 32;
const STARTED_AT = 40;
const CREW = 48;
/** Whether a slot's state says that there are shards to claim. */
export function isRunnable(state) {
    return state === SlotState.interactive || state === SlotState.bulk;
}
export class JobTable {
    words;
    longs;
    doubles;
    bytes;
    base;
    /** `base` is the table's arena address, a multiple of 8. */
    constructor(buffer, base) {
        this.base = base;
        this.words = new Int32Array(buffer, base, JOB_TABLE_BYTES / 4);
        this.longs = new BigInt64Array(buffer, base, JOB_TABLE_BYTES / 8);
        this.doubles = new Float64Array(buffer, base, JOB_TABLE_BYTES / 8);
        this.bytes = new Uint8Array(buffer, base, JOB_TABLE_BYTES);
    }
    slotByte(slot) {
        return STATES_BYTES + slot * SLOT_BYTES;
    }
    slotWord(slot, byte) {
        return (STATES_BYTES + slot * SLOT_BYTES + byte) >> 2;
    }
    /** Arena address of the slot: the kernel's job control block. */
    address(slot) {
        return this.base + this.slotByte(slot);
    }
    state(slot) {
        return Atomics.load(this.words, slot);
    }
    /** For the main thread, which makes slots runnable and free; workers `drain` and `close`. */
    setState(slot, state) {
        Atomics.store(this.words, slot, state);
    }
    /** No shard is left to claim. */
    drain(slot) {
        this.leaveRunnable(slot, SlotState.drained);
    }
    /** No worker shall begin another shard, or go on with one. */
    close(slot) {
        this.leaveRunnable(slot, SlotState.closing);
    }
    leaveRunnable(slot, to) {
        for (;;) {
            const state = Atomics.load(this.words, slot);
            if (state === to || state === SlotState.free || state === SlotState.closing)
                return;
            if (Atomics.compareExchange(this.words, slot, state, to) === state)
                return;
        }
    }
    /** Fills a free slot before it is made runnable: `args` are numbers up to 2^53, `shards` at least 1. */
    prepare(slot, operation, shards, args) {
        if (args.length > SLOT_ARGUMENTS_MAX)
            throw new RangeError(`${args.length} arguments`);
        const base = this.slotByte(slot);
        this.words.fill(0, base >> 2, (base + SLOT_ARGUMENTS) >> 2);
        this.words[this.slotWord(slot, SHARDS)] = shards;
        this.words[this.slotWord(slot, OPERATION)] = operation;
        for (let i = 0; i < args.length; i++)
            this.doubles[(base + SLOT_ARGUMENTS) / 8 + i] = args[i] ?? 0;
    }
    operation(slot) {
        return this.words[this.slotWord(slot, OPERATION)] ?? 0;
    }
    argument(slot, index) {
        return this.doubles[(this.slotByte(slot) + SLOT_ARGUMENTS) / 8 + index] ?? 0;
    }
    shards(slot) {
        return this.words[this.slotWord(slot, SHARDS)] ?? 0;
    }
    /** Claims the next shard: its number, or -1 when all are claimed. Who claims the last one drains the slot. */
    claim(slot) {
        const shard = Atomics.add(this.words, this.slotWord(slot, CURSOR), 1);
        const last = this.shards(slot) - 1;
        if (shard >= last)
            this.drain(slot);
        return shard <= last ? shard : -1;
    }
    /** Counts a shard as done. */
    finishShard(slot) {
        Atomics.add(this.words, this.slotWord(slot, DONE), 1);
    }
    isDone(slot) {
        return Atomics.load(this.words, this.slotWord(slot, DONE)) >= this.shards(slot);
    }
    /** Tells the kernel to stop: it looks every millisecond at the latest. */
    cancel(slot) {
        Atomics.store(this.words, this.slotWord(slot, CANCEL), 1);
    }
    isCancelled(slot) {
        return Atomics.load(this.words, this.slotWord(slot, CANCEL)) !== 0;
    }
    addProgress(slot, bytes) {
        Atomics.add(this.longs, (this.slotByte(slot) + PROGRESS) / 8, BigInt(bytes));
    }
    progress(slot) {
        return Number(Atomics.load(this.longs, (this.slotByte(slot) + PROGRESS) / 8));
    }
    /** Only who claimed shard 0 writes it; milliseconds of the shared clock. */
    setStartedAt(slot, at) {
        this.doubles[(this.slotByte(slot) + STARTED_AT) / 8] = at;
    }
    startedAt(slot) {
        return this.doubles[(this.slotByte(slot) + STARTED_AT) / 8] ?? 0;
    }
    /** Marks a worker (or the main thread, which doesn't count) as having taken part: whether it is the first time. */
    join(slot, worker) {
        const bit = 1 << (worker & 31);
        return (Atomics.or(this.words, this.slotWord(slot, CREW) + (worker >> 5), bit) & bit) === 0;
    }
    /** How many workers took part. */
    crew(slot) {
        let count = 0;
        for (let half = 0; half < 2; half++) {
            let bits = Atomics.load(this.words, this.slotWord(slot, CREW) + half);
            for (; bits !== 0; bits &= bits - 1)
                count++;
        }
        return count;
    }
    /** The first failure of a job wins, closes the slot, and leaves `detail` (cut to what fits) for the main thread. */
    fail(slot, failure, detail) {
        const word = this.slotWord(slot, FAILURE);
        if (Atomics.compareExchange(this.words, word, Failure.none, failure) === Failure.none) {
            const at = this.slotByte(slot) + SLOT_DETAIL;
            const text = Buffer.from(detail).subarray(0, DETAIL_BYTES);
            this.bytes.set(text, at + 4);
            Atomics.store(this.words, at >> 2, text.length);
        }
        this.close(slot);
    }
    failure(slot) {
        return Atomics.load(this.words, this.slotWord(slot, FAILURE));
    }
    /** What `fail` left: only to be read when nobody touches the slot. */
    failureDetail(slot) {
        const at = this.slotByte(slot) + SLOT_DETAIL;
        const length = Math.min(Atomics.load(this.words, at >> 2), DETAIL_BYTES);
        return Buffer.from(this.bytes.slice(at + 4, at + 4 + length)).toString();
    }
}
