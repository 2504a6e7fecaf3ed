/**
 * The control block: the shared memory that the main thread and the workers schedule by. It holds the words that wake,
 * a line a worker, and the job table. It lies outside of everything a client can map. A worker may be terminated between
 * any two lines of it: nothing here is a lock, and what a dead worker left is put right by `forget`.
 */
import { JOB_SLOTS, JOB_TABLE_BYTES, JobTable } from './job-table.js';
export const WORKERS_MAX = 64;
/** The line of the main thread, for where it has to do the workers' work. */
export const MAIN_LINE = WORKERS_MAX;
const LINES = WORKERS_MAX + 1;
const GLOBAL_BYTES = 256;
const LINE_BYTES = 64;
const TABLE = GLOBAL_BYTES + LINES * LINE_BYTES;
export const CONTROL_BYTES = TABLE + JOB_TABLE_BYTES;
// Words of the global part, each on a cache line of its own.
const WAKE = 0;
const DOORBELL = 16;
const SLEEPERS = 32;
// Words of a worker's line.
const TOUCHED = 0;
const TOUCHED_WORDS = JOB_SLOTS / 32;
const CURRENT = TOUCHED + TOUCHED_WORDS;
const STOP = CURRENT + 1;
const STEPS = STOP + 1;
const JOBS = STEPS + 1;
export class ControlBlock {
    table;
    words;
    constructor(buffer, base) {
        this.words = new Int32Array(buffer, base, TABLE / 4);
        this.table = new JobTable(buffer, base + TABLE);
    }
    // ── waking ──────────────────────────────────────────────────────────────────────────────────────────────────
    /** The main thread has published work for at most `count` workers (or wants all to look at their stop word). */
    wakeWorkers(count) {
        Atomics.add(this.words, WAKE, 1);
        if (Atomics.load(this.words, SLEEPERS) > 0)
            Atomics.notify(this.words, WAKE, count);
    }
    /** What a worker passes to `sleep` so that a wake in between is not lost. */
    get wakeCount() {
        return Atomics.load(this.words, WAKE);
    }
    /** A worker sleeps until it is woken; not at all if there was a wake since `seen`. */
    sleep(seen) {
        Atomics.add(this.words, SLEEPERS, 1);
        Atomics.wait(this.words, WAKE, seen);
        Atomics.sub(this.words, SLEEPERS, 1);
    }
    /** A worker tells the main thread that a job may have ended. */
    ring() {
        Atomics.add(this.words, DOORBELL, 1);
        Atomics.notify(this.words, DOORBELL);
    }
    get rings() {
        return Atomics.load(this.words, DOORBELL);
    }
    /** Resolves when the doorbell has been rung since `rings` was `seen`; undefined if it already was. */
    nextRing(seen) {
        const wait = Atomics.waitAsync(this.words, DOORBELL, seen);
        return wait.async ? wait.value : undefined;
    }
    // ── a worker's line ─────────────────────────────────────────────────────────────────────────────────────────
    word(worker, word) {
        return (GLOBAL_BYTES + worker * LINE_BYTES) / 4 + word;
    }
    /**
     * The worker may touch the slot's job from now on. It says so before it looks at the slot's state, so that a main
     * thread which closed the slot and then finds it untouched knows that nobody will touch it again.
     */
    touch(worker, slot) {
        Atomics.or(this.words, this.word(worker, TOUCHED + (slot >> 5)), 1 << (slot & 31));
    }
    /** The worker is done with the slot, until it touches it again. */
    leave(worker, slot) {
        Atomics.and(this.words, this.word(worker, TOUCHED + (slot >> 5)), ~(1 << (slot & 31)));
    }
    isTouching(worker, slot) {
        return (Atomics.load(this.words, this.word(worker, TOUCHED + (slot >> 5))) & (1 << (slot & 31))) !== 0;
    }
    /** The slots that a worker may be touching, lowest first. */
    touched(worker) {
        const slots = [];
        for (let word = 0; word < TOUCHED_WORDS; word++) {
            let bits = Atomics.load(this.words, this.word(worker, TOUCHED + word));
            for (; bits !== 0; bits &= bits - 1)
                slots.push(word * 32 + (31 - Math.clz32(bits & -bits)));
        }
        return slots;
    }
    /** A worker that is gone touches nothing; in its sleep it left itself counted, and too many cost but a notify. */
    forget(worker) {
        for (let word = 0; word < TOUCHED_WORDS; word++)
            Atomics.store(this.words, this.word(worker, TOUCHED + word), 0);
        this.setCurrent(worker, -1);
        Atomics.store(this.words, SLEEPERS, LINES);
    }
    /** The slot whose shard runs on the worker now, or -1 between two. */
    current(worker) {
        return Atomics.load(this.words, this.word(worker, CURRENT)) - 1;
    }
    setCurrent(worker, slot) {
        Atomics.store(this.words, this.word(worker, CURRENT), slot + 1);
    }
    stopRequested(worker) {
        return Atomics.load(this.words, this.word(worker, STOP)) !== 0;
    }
    requestStop(worker, stop) {
        Atomics.store(this.words, this.word(worker, STOP), stop ? 1 : 0);
    }
    /** Counts steps: a count that stands still while a shard runs is a step that doesn't end. */
    countStep(worker) {
        Atomics.add(this.words, this.word(worker, STEPS), 1);
    }
    steps(worker) {
        return Atomics.load(this.words, this.word(worker, STEPS));
    }
    /** Jobs that the worker took part in. */
    jobs(worker) {
        return Atomics.load(this.words, this.word(worker, JOBS));
    }
    countJob(worker) {
        Atomics.add(this.words, this.word(worker, JOBS), 1);
    }
}
