/** The words that the main thread and the workers schedule by, one thread at a time. */
import { beforeEach, describe, expect, test } from 'vitest';
import { CONTROL_BYTES, ControlBlock, MAIN_LINE, WORKERS_MAX } from '../../sidecar/arena/control.ts';
import { Failure, INLINE_SLOT, JOB_SLOTS, type JobTable, SlotState } from '../../sidecar/arena/job-table.ts';

const BASE = 8192;
let control: ControlBlock;
let table: JobTable;

beforeEach(() => {
  control = new ControlBlock(new SharedArrayBuffer(BASE + CONTROL_BYTES), BASE);
  table = control.table;
});

describe("a worker's line", () => {
  test('the slots that a worker touches are its own, every one of them', () => {
    for (const worker of [0, 1, 31, 32, WORKERS_MAX - 1, MAIN_LINE]) {
      for (let slot = 0; slot < JOB_SLOTS; slot++) control.touch(worker, slot);
      expect(control.touched(worker)).toEqual(Array.from({ length: JOB_SLOTS }, (_, slot) => slot));
      for (const slot of [0, 31, 32, 63]) {
        control.leave(worker, slot);
        expect(control.isTouching(worker, slot)).toBe(false);
        expect(control.isTouching(worker, slot ^ 1)).toBe(true);
      }
      expect(control.touched(worker).length).toBe(JOB_SLOTS - 4);
    }
    expect(control.touched(2)).toEqual([]);
  });

  test('a worker that is gone touches nothing and runs nothing', () => {
    control.touch(3, 7);
    control.touch(3, 40);
    control.setCurrent(3, 40);
    control.touch(4, 7);
    control.forget(3);
    expect(control.touched(3)).toEqual([]);
    expect(control.current(3)).toBe(-1);
    expect(control.touched(4)).toEqual([7]);
  });

  test('steps, jobs and stop words are each worker’s own', () => {
    control.countStep(0);
    control.countStep(0);
    control.countJob(1);
    control.requestStop(1, true);
    expect([0, 1].map((worker) => control.steps(worker))).toEqual([2, 0]);
    expect([0, 1].map((worker) => control.jobs(worker))).toEqual([0, 1]);
    expect([0, 1].map((worker) => control.stopRequested(worker))).toEqual([false, true]);
  });
});

describe('waking', () => {
  test('a wake after the look for work ends the sleep at once', () => {
    const seen = control.wakeCount;
    control.wakeWorkers(1);
    control.sleep(seen);
    expect(control.wakeCount).not.toBe(seen);
  });

  test('a ring after the look for ends is found without waiting; one to come is waited for', async () => {
    const seen = control.rings;
    control.ring();
    expect(control.nextRing(seen)).toBeUndefined();
    const next = control.nextRing(control.rings);
    control.ring();
    await next;
  });
});

describe('the job table', () => {
  test('shards are claimed once each, and the last claim drains the slot', () => {
    table.prepare(5, 1, 3, []);
    table.setState(5, SlotState.bulk);
    expect([table.claim(5), table.claim(5)]).toEqual([0, 1]);
    expect(table.state(5)).toBe(SlotState.bulk);
    expect(table.claim(5)).toBe(2);
    expect(table.state(5)).toBe(SlotState.drained);
    expect([table.claim(5), table.claim(5)]).toEqual([-1, -1]);
    for (const done of [false, false, true]) {
      table.finishShard(5);
      expect(table.isDone(5)).toBe(done);
    }
  });

  test('a closed slot stays closed until it is freed, and a free one is never closed', () => {
    table.close(9);
    expect(table.state(9)).toBe(SlotState.free);
    table.setState(9, SlotState.interactive);
    table.close(9);
    table.drain(9);
    expect(table.state(9)).toBe(SlotState.closing);
  });

  test('a slot that is prepared anew has nothing of the job before', () => {
    table.prepare(1, 2, 4, [1, 2, 3]);
    table.setState(1, SlotState.interactive);
    table.claim(1);
    table.cancel(1);
    table.addProgress(1, 2 ** 40);
    table.setStartedAt(1, 5);
    table.join(1, 63);
    table.join(1, MAIN_LINE);
    table.fail(1, Failure.trap, 'words');
    table.setState(1, SlotState.free);
    table.prepare(1, 7, 1, [2 ** 53]);
    expect(table.claim(1)).toBe(0);
    expect([table.isCancelled(1), table.progress(1), table.startedAt(1), table.crew(1), table.failure(1)]).toEqual([
      false,
      0,
      0,
      0,
      Failure.none,
    ]);
    expect([table.operation(1), table.argument(1, 0)]).toEqual([7, 2 ** 53]);
  });

  test('the first failure wins, and its words are cut to what fits, whatever they are', () => {
    table.setState(2, SlotState.interactive);
    table.prepare(2, 0, 1, []);
    table.fail(2, Failure.file, 'ENOENT');
    table.fail(2, Failure.trap, 'later');
    expect([table.failure(2), table.failureDetail(2), table.state(2)]).toEqual([
      Failure.file,
      'ENOENT',
      SlotState.closing,
    ]);
    table.prepare(3, 0, 1, []);
    table.fail(3, Failure.trap, 'é'.repeat(10_000));
    expect(table.failureDetail(3)).toMatch(/^é{200,}\ufffd?$/);
    table.prepare(4, 0, 1, []);
    expect(table.failure(4)).toBe(Failure.none);
  });

  test('workers are counted once a job; the main thread is none', () => {
    table.prepare(0, 0, 9, []);
    expect([table.join(0, 0), table.join(0, 0), table.join(0, 31), table.join(0, 32), table.join(0, 63)]).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
    table.join(0, MAIN_LINE);
    expect(table.crew(0)).toBe(4);
  });

  test('slots share nothing with each other, nor with the workers’ lines', () => {
    for (let slot = 0; slot <= INLINE_SLOT; slot++) table.prepare(slot, slot, slot + 1, [slot * 2 ** 40]);
    for (let worker = 0; worker <= MAIN_LINE; worker++)
      for (let slot = 0; slot < JOB_SLOTS; slot++) control.touch(worker, slot);
    for (let slot = 0; slot <= INLINE_SLOT; slot++) {
      expect([table.operation(slot), table.shards(slot), table.argument(slot, 0)]).toEqual([
        slot,
        slot + 1,
        slot * 2 ** 40,
      ]);
    }
  });
});
