/**
 * The job table: one slot a job that workers can see, in shared memory that no client maps. A slot's fields are written
 * by the main thread while the slot is free, then read by workers; what both sides write is touched by Atomics only.
 */
/** Jobs that workers can see at once; the others wait in the scheduler's queue. */
export declare const JOB_SLOTS = 64;
/** One more slot for what runs inline on the main thread. */
export declare const INLINE_SLOT = 64;
export declare const JOB_TABLE_BYTES: number;
/**
 * The state word of a slot. `interactive` and `bulk` have shards to claim; `drained` has none left, `closing` shall be
 * left as soon as possible.
 */
export declare const SlotState: {
    readonly free: 0;
    readonly interactive: 1;
    readonly bulk: 2;
    readonly drained: 3;
    readonly closing: 4;
};
/** Why a job failed, in its `failure` word: below 100 the kernel's own status codes, then the host's. */
export declare const Failure: {
    readonly none: 0;
    readonly cancelled: 1;
    readonly badRange: 2;
    readonly badArgument: 3;
    readonly outOfMemory: 4;
    readonly trap: 100;
    readonly file: 101;
    readonly internal: 102;
    /** What the shard had in its worker's slab went when another job's shard trapped there. */
    readonly lost: 103;
    /** The results took more memory than the job was given; the detail says how much was asked for. */
    readonly poolFull: 104;
    /** A text that is no UTF-8; the detail is its index. */
    readonly notText: 105;
    /** A text with more matches than the limit; the detail is its index. */
    readonly tooMany: 106;
    /** A ruleset that doesn't compile; the detail is the rule's id, a NUL, and why. */
    readonly badRules: 107;
    /** A chunk size that a single character's tokens don't fit. */
    readonly tooSmall: 108;
};
/** Failures that only the job's method can put into words. */
export declare const METHOD_FAILURES: readonly number[];
/** Whether a slot's state says that there are shards to claim. */
export declare function isRunnable(state: number): boolean;
export declare class JobTable {
    private readonly words;
    private readonly longs;
    private readonly doubles;
    private readonly bytes;
    private readonly base;
    /** `base` is the table's arena address, a multiple of 8. */
    constructor(buffer: SharedArrayBuffer, base: number);
    private slotByte;
    private slotWord;
    /** Arena address of the slot: the kernel's job control block. */
    address(slot: number): number;
    state(slot: number): number;
    /** For the main thread, which makes slots runnable and free; workers `drain` and `close`. */
    setState(slot: number, state: number): void;
    /** No shard is left to claim. */
    drain(slot: number): void;
    /** No worker shall begin another shard, or go on with one. */
    close(slot: number): void;
    private leaveRunnable;
    /** Fills a free slot before it is made runnable: `args` are numbers up to 2^53, `shards` at least 1. */
    prepare(slot: number, operation: number, shards: number, args: readonly number[]): void;
    operation(slot: number): number;
    argument(slot: number, index: number): number;
    shards(slot: number): number;
    /** Claims the next shard: its number, or -1 when all are claimed. Who claims the last one drains the slot. */
    claim(slot: number): number;
    /** Counts a shard as done. */
    finishShard(slot: number): void;
    isDone(slot: number): boolean;
    /** Tells the kernel to stop: it looks every millisecond at the latest. */
    cancel(slot: number): void;
    isCancelled(slot: number): boolean;
    addProgress(slot: number, bytes: number): void;
    progress(slot: number): number;
    /** Only who claimed shard 0 writes it; milliseconds of the shared clock. */
    setStartedAt(slot: number, at: number): void;
    startedAt(slot: number): number;
    /** Marks a worker (or the main thread, which doesn't count) as having taken part: whether it is the first time. */
    join(slot: number, worker: number): boolean;
    /** How many workers took part. */
    crew(slot: number): number;
    /** The first failure of a job wins, closes the slot, and leaves `detail` (cut to what fits) for the main thread. */
    fail(slot: number, failure: number, detail: string): void;
    failure(slot: number): number;
    /** What `fail` left: only to be read when nobody touches the slot. */
    failureDetail(slot: number): string;
}
