/**
 * The control block: the shared memory that the main thread and the workers schedule by. It holds global words, a
 * line a worker, and the job table. It lies outside of everything a client can map, and is touched by Atomics only
 * (or by the one side that owns a field at the time, as said below).
 */

/** Jobs that workers can see at once; the others wait in the scheduler's queue. */
export const JOB_SLOTS = 64;
/** One more slot for what runs inline on the main thread. */
export const INLINE_SLOT = JOB_SLOTS;
export const WORKERS_MAX = 64;

const GLOBAL_BYTES = 256;
const WORKER_LINE_BYTES = 64;
const STATES_BYTES = 512;
const SLOT_BYTES = 1024;
const SLOT_ARGUMENTS = 64;
const SLOT_ARGUMENTS_MAX = 32;
const SLOT_DETAIL = 512;
const DETAIL_BYTES = SLOT_BYTES - SLOT_DETAIL - 4;

const WORKER_LINES = GLOBAL_BYTES;
const STATES = WORKER_LINES + WORKERS_MAX * WORKER_LINE_BYTES;
const SLOTS = STATES + STATES_BYTES;
export const CONTROL_BYTES = SLOTS + (JOB_SLOTS + 1) * SLOT_BYTES;

/** The state word of a slot. Workers look for `interactive` first. */
export const SlotState = { free: 0, interactive: 1, bulk: 2, drained: 3, closing: 4 } as const;

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
} as const;

// Words of the global line.
const WAKE = 0;
const DOORBELL = 1;
const SLEEPERS = 2;

// Words of a worker's line.
const HAZARD = 0;
const STOP = 1;
const STEPS = 2;
const JOBS = 3;

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

export class ControlBlock {
  private readonly words: Int32Array;
  private readonly longs: BigInt64Array;
  private readonly doubles: Float64Array;
  private readonly bytes: Uint8Array;
  private readonly base: number;

  constructor(buffer: SharedArrayBuffer, base: number) {
    this.base = base;
    this.words = new Int32Array(buffer, base, CONTROL_BYTES / 4);
    this.longs = new BigInt64Array(buffer, base, CONTROL_BYTES / 8);
    this.doubles = new Float64Array(buffer, base, CONTROL_BYTES / 8);
    this.bytes = new Uint8Array(buffer, base, CONTROL_BYTES);
  }

  // ── waking ──────────────────────────────────────────────────────────────────────────────────────────────────

  /** The main thread has published work (or wants workers to look at their stop word). */
  wakeWorkers(): void {
    Atomics.add(this.words, WAKE, 1);
    if (Atomics.load(this.words, SLEEPERS) > 0) Atomics.notify(this.words, WAKE);
  }

  /** What a worker passes to `sleep` so that a wake in between is not lost. */
  get wakeCount(): number {
    return Atomics.load(this.words, WAKE);
  }

  /** A worker sleeps until the wake count differs from `seen`. */
  sleep(seen: number): void {
    Atomics.add(this.words, SLEEPERS, 1);
    Atomics.wait(this.words, WAKE, seen);
    Atomics.sub(this.words, SLEEPERS, 1);
  }

  /** A worker terminated in its sleep leaves itself counted: the main thread takes it out. Too high costs a notify. */
  resetSleepers(): void {
    Atomics.store(this.words, SLEEPERS, WORKERS_MAX);
  }

  /** A worker tells the main thread that a job may have ended. */
  ring(): void {
    Atomics.add(this.words, DOORBELL, 1);
    Atomics.notify(this.words, DOORBELL);
  }

  get rings(): number {
    return Atomics.load(this.words, DOORBELL);
  }

  /** Resolves when the doorbell has been rung since `rings` was `seen`; undefined if it already was. */
  nextRing(seen: number): Promise<unknown> | undefined {
    const wait = Atomics.waitAsync(this.words, DOORBELL, seen);
    return wait.async ? wait.value : undefined;
  }

  // ── a worker's line ─────────────────────────────────────────────────────────────────────────────────────────

  private workerWord(worker: number, word: number): number {
    return (WORKER_LINES + worker * WORKER_LINE_BYTES) / 4 + word;
  }

  /**
   * The slot that a worker may be touching, or -1. A worker sets it before it looks at the slot's state, so that a
   * main thread which closed the slot and then sees no hazard knows that nobody will touch it again.
   */
  hazard(worker: number): number {
    return Atomics.load(this.words, this.workerWord(worker, HAZARD)) - 1;
  }

  setHazard(worker: number, slot: number): void {
    Atomics.store(this.words, this.workerWord(worker, HAZARD), slot + 1);
  }

  clearHazard(worker: number): void {
    Atomics.store(this.words, this.workerWord(worker, HAZARD), 0);
  }

  stopRequested(worker: number): boolean {
    return Atomics.load(this.words, this.workerWord(worker, STOP)) !== 0;
  }

  requestStop(worker: number, stop: boolean): void {
    Atomics.store(this.words, this.workerWord(worker, STOP), stop ? 1 : 0);
  }

  /** Counts shards: a count that stands still while a hazard is set is a step that doesn't end. */
  countStep(worker: number): void {
    Atomics.add(this.words, this.workerWord(worker, STEPS), 1);
  }

  steps(worker: number): number {
    return Atomics.load(this.words, this.workerWord(worker, STEPS));
  }

  jobs(worker: number): number {
    return Atomics.load(this.words, this.workerWord(worker, JOBS));
  }

  // ── the job table ───────────────────────────────────────────────────────────────────────────────────────────

  private slotByte(slot: number): number {
    return SLOTS + slot * SLOT_BYTES;
  }

  private slotWord(slot: number, byte: number): number {
    return (SLOTS + slot * SLOT_BYTES + byte) >> 2;
  }

  /** Arena address of the slot: the kernel's job control block. */
  slotAddress(slot: number): number {
    return this.base + this.slotByte(slot);
  }

  state(slot: number): number {
    return Atomics.load(this.words, STATES / 4 + slot);
  }

  /** Only the main thread sets states, but for `drain`, `close`. */
  setState(slot: number, state: number): void {
    Atomics.store(this.words, STATES / 4 + slot, state);
  }

  private leaveRunnable(slot: number, to: number): void {
    const index = STATES / 4 + slot;
    for (;;) {
      const state = Atomics.load(this.words, index);
      if (state === to || state === SlotState.free || state === SlotState.closing) return;
      if (Atomics.compareExchange(this.words, index, state, to) === state) return;
    }
  }

  /** No shard is left to claim. */
  drain(slot: number): void {
    this.leaveRunnable(slot, SlotState.drained);
  }

  /** No worker shall begin another shard. */
  close(slot: number): void {
    this.leaveRunnable(slot, SlotState.closing);
  }

  /** Fills a free slot before it is made runnable: `args` are numbers up to 2^53, `shards` at least 1. */
  prepare(slot: number, operation: number, shards: number, args: readonly number[]): void {
    if (args.length > SLOT_ARGUMENTS_MAX) throw new RangeError(`${args.length} arguments`);
    const base = this.slotByte(slot);
    this.words.fill(0, base >> 2, (base + SLOT_ARGUMENTS) >> 2);
    this.words[this.slotWord(slot, SHARDS)] = shards;
    this.words[this.slotWord(slot, OPERATION)] = operation;
    for (let i = 0; i < args.length; i++) this.doubles[(base + SLOT_ARGUMENTS) / 8 + i] = args[i] ?? 0;
  }

  operation(slot: number): number {
    return this.words[this.slotWord(slot, OPERATION)] ?? 0;
  }

  argument(slot: number, index: number): number {
    return this.doubles[(this.slotByte(slot) + SLOT_ARGUMENTS) / 8 + index] ?? 0;
  }

  shards(slot: number): number {
    return this.words[this.slotWord(slot, SHARDS)] ?? 0;
  }

  /** Claims the next shard: its number, or -1 when all are claimed. */
  claim(slot: number): number {
    const shard = Atomics.add(this.words, this.slotWord(slot, CURSOR), 1);
    return shard < this.shards(slot) ? shard : -1;
  }

  /** Counts a shard as done: whether it was the last. */
  finishShard(slot: number): boolean {
    return Atomics.add(this.words, this.slotWord(slot, DONE), 1) + 1 === this.shards(slot);
  }

  isDone(slot: number): boolean {
    return Atomics.load(this.words, this.slotWord(slot, DONE)) >= this.shards(slot);
  }

  /** Tells the kernel to stop: it looks every millisecond at the latest. */
  cancel(slot: number): void {
    Atomics.store(this.words, this.slotWord(slot, CANCEL), 1);
  }

  isCancelled(slot: number): boolean {
    return Atomics.load(this.words, this.slotWord(slot, CANCEL)) !== 0;
  }

  addProgress(slot: number, bytes: number): void {
    Atomics.add(this.longs, (this.slotByte(slot) + PROGRESS) / 8, BigInt(bytes));
  }

  progress(slot: number): number {
    return Number(Atomics.load(this.longs, (this.slotByte(slot) + PROGRESS) / 8));
  }

  /** Only the worker that claimed shard 0 writes it; milliseconds of the shared clock. */
  setStartedAt(slot: number, at: number): void {
    this.doubles[(this.slotByte(slot) + STARTED_AT) / 8] = at;
  }

  startedAt(slot: number): number {
    return this.doubles[(this.slotByte(slot) + STARTED_AT) / 8] ?? 0;
  }

  /** Marks a worker as one of those that took part in the job. */
  join(slot: number, worker: number): void {
    const index = this.slotWord(slot, CREW) + (worker >> 5);
    const bit = 1 << (worker & 31);
    if ((Atomics.or(this.words, index, bit) & bit) === 0) Atomics.add(this.words, this.workerWord(worker, JOBS), 1);
  }

  /** How many workers took part. */
  crew(slot: number): number {
    let count = 0;
    for (let half = 0; half < 2; half++) {
      let bits = Atomics.load(this.words, this.slotWord(slot, CREW) + half);
      for (; bits !== 0; bits &= bits - 1) count++;
    }
    return count;
  }

  /** The first failure of a job wins, closes the slot, and leaves `detail` (cut to what fits) for the main thread. */
  fail(slot: number, failure: number, detail: string): void {
    const word = this.slotWord(slot, FAILURE);
    if (Atomics.compareExchange(this.words, word, Failure.none, failure) === Failure.none) {
      const at = this.slotByte(slot) + SLOT_DETAIL;
      const text = Buffer.from(detail).subarray(0, DETAIL_BYTES);
      this.bytes.set(text, at + 4);
      Atomics.store(this.words, at >> 2, text.length);
    }
    this.close(slot);
  }

  failure(slot: number): number {
    return Atomics.load(this.words, this.slotWord(slot, FAILURE));
  }

  failureDetail(slot: number): string {
    const at = this.slotByte(slot) + SLOT_DETAIL;
    const length = Math.min(Atomics.load(this.words, at >> 2), DETAIL_BYTES);
    return Buffer.from(this.bytes.slice(at + 4, at + 4 + length)).toString();
  }
}
