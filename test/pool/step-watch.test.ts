/** Which workers are to be terminated, by the words they leave and a clock that the test turns. */
import { beforeEach, expect, test } from 'vitest';
import { CONTROL_BYTES, ControlBlock } from '../../sidecar/arena/control.ts';
import { StepWatch } from '../../sidecar/pool/step-watch.ts';

const STEP_MS = 1000;
let control: ControlBlock;
let watch: StepWatch;

beforeEach(() => {
  control = new ControlBlock(new SharedArrayBuffer(CONTROL_BYTES), 0);
  watch = new StepWatch(control, 2, STEP_MS);
});

/** Looks ten times a second from `from` to `to`, and tells who was found. */
function look(from: number, to: number): number[] {
  const found: number[] = [];
  for (let now = from; now <= to; now += 100) found.push(...watch.stuck(now));
  return found;
}

test('a step over its time is found once, and its job is overdue', () => {
  control.setCurrent(1, 5);
  control.countStep(1);
  expect(look(0, STEP_MS)).toEqual([]);
  expect(watch.overdue(5)).toBe(false);
  expect(look(STEP_MS + 100, 5 * STEP_MS)).toEqual([1]);
  expect(watch.overdue(5)).toBe(true);
  watch.ended(5);
  expect(watch.overdue(5)).toBe(false);
});

test('a job may take for ever, step by step', () => {
  control.setCurrent(0, 5);
  for (let now = 0; now < 60 * STEP_MS; now += STEP_MS / 2) {
    control.countStep(0);
    expect(watch.stuck(now)).toEqual([]);
  }
});

test('an idle worker is never found, however long', () => {
  control.countStep(0);
  control.setCurrent(0, 5);
  watch.stuck(0);
  control.setCurrent(0, -1);
  expect(look(0, 60 * STEP_MS)).toEqual([]);
});

test('a step that goes on two seconds after its job was closed is found, and its job is not overdue', () => {
  watch = new StepWatch(control, 2, 60_000);
  control.setCurrent(0, 3);
  control.countStep(0);
  look(0, 500);
  watch.closing(3, 500);
  expect(look(600, 2500)).toEqual([]);
  expect(look(2600, 5000)).toEqual([0]);
  expect(watch.overdue(3)).toBe(false);
});

test('a worker in the same place of the job table, but of another job, has its own time', () => {
  control.setCurrent(0, 3);
  control.countStep(0);
  watch.closing(3, 0);
  look(0, 900);
  watch.ended(3);
  control.countStep(0);
  expect(look(1000, 1900)).toEqual([]);
});

test('the worker that comes after one that was lost starts afresh', () => {
  control.setCurrent(0, 3);
  expect(look(0, STEP_MS + 100)).toEqual([0]);
  watch.forget(0);
  control.forget(0);
  control.setCurrent(0, 3);
  expect(look(2000, 2000 + STEP_MS)).toEqual([]);
});
