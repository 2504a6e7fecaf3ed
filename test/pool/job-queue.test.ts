/** The queue of jobs: owners take turns, no priority fills the table, and nothing is lost or taken twice. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Priority } from '../../protocol/envelope.ts';
import { JOB_SLOTS } from '../../sidecar/arena/job-table.ts';
import { JobQueue } from '../../sidecar/pool/job-queue.ts';

interface TestJob {
  readonly name: string;
  readonly spec: { readonly owner: number; readonly priority: Priority; readonly bytes: number };
}

let made = 0;
function job(owner: number, priority: Priority = 'bulk', bytes = 1): TestJob {
  return { name: `${priority} ${++made} of ${owner}`, spec: { owner, priority, bytes } };
}

function drain(queue: JobQueue<TestJob>): TestJob[] {
  const taken: TestJob[] = [];
  for (let next = queue.take(); next !== undefined; next = queue.take()) taken.push(next);
  return taken;
}

describe('turns', () => {
  test("an owner's jobs are taken in their order, interactive ones first", () => {
    const queue = new JobQueue<TestJob>(2);
    const jobs = [job(1), job(1), job(1, 'interactive'), job(1, 'interactive')];
    for (const each of jobs) queue.add(each);
    expect(drain(queue)).toEqual([jobs[2], jobs[3], jobs[0], jobs[1]]);
  });

  test('a job of another owner waits for one job of a backlog, not for the backlog', () => {
    const queue = new JobQueue<TestJob>(2);
    for (let i = 0; i < 1000; i++) queue.add(job(1));
    queue.take();
    const late = job(2);
    queue.add(late);
    expect([queue.take(), queue.take()]).toContain(late);
  });

  test('an owner with a backlog gets more slots only as it gives some back', () => {
    const queue = new JobQueue<TestJob>(2);
    for (let i = 0; i < 1000; i++) queue.add(job(1));
    const taken = drain(queue);
    expect(taken.length).toBeLessThan(JOB_SLOTS / 4);
    const [first] = taken;
    if (first !== undefined) queue.giveBack(first);
    expect(drain(queue).length).toBe(1);
  });

  test('bulk jobs of however many owners leave slots to interactive ones', () => {
    const queue = new JobQueue<TestJob>(64);
    for (let owner = 0; owner < 200; owner++) for (let i = 0; i < 5; i++) queue.add(job(owner));
    expect(drain(queue).length).toBeLessThan(JOB_SLOTS);
    const urgent = job(7, 'interactive');
    queue.add(urgent);
    expect(queue.take()).toBe(urgent);
  });

  test('a table that is full takes nothing', () => {
    const queue = new JobQueue<TestJob>(2);
    for (let owner = 0; owner < 200; owner++) queue.add(job(owner, 'interactive'));
    expect(drain(queue).length).toBe(JOB_SLOTS);
    expect(queue.take()).toBeUndefined();
  });
});

test('every job is taken or deleted exactly once, whatever the order of calls', () => {
  const action = fc.oneof(
    fc.record({
      kind: fc.constant('add' as const),
      owner: fc.nat(4),
      priority: fc.constantFrom<Priority>('interactive', 'bulk'),
      bytes: fc.nat(1000),
    }),
    fc.record({ kind: fc.constantFrom('take' as const, 'delete' as const, 'giveBack' as const), which: fc.nat() }),
  );
  const property = fc.property(
    fc.array(action, { maxLength: 400 }),
    fc.integer({ min: 1, max: 64 }),
    (actions, workers) => {
      const queue = new JobQueue<TestJob>(workers);
      const waiting = new Set<TestJob>();
      const inSlots: TestJob[] = [];
      for (const step of actions) {
        if (step.kind === 'add') {
          const added = job(step.owner, step.priority, step.bytes);
          waiting.add(added);
          queue.add(added);
        } else if (step.kind === 'take') {
          const taken = queue.take();
          if (taken === undefined) continue;
          expect(waiting.delete(taken)).toBe(true);
          inSlots.push(taken);
        } else if (step.kind === 'delete') {
          const all = [...waiting, ...inSlots];
          const victim = all[step.which % Math.max(1, all.length)];
          if (victim !== undefined) expect(queue.delete(victim)).toBe(waiting.delete(victim));
        } else {
          const [left] = inSlots.splice(step.which % Math.max(1, inSlots.length), 1);
          if (left !== undefined) queue.giveBack(left);
        }
        expect(queue.size).toEqual({
          length: waiting.size,
          bytes: [...waiting].reduce((sum, { spec }) => sum + spec.bytes, 0),
        });
        expect(new Set(queue)).toEqual(waiting);
        expect(inSlots.length).toBeLessThanOrEqual(JOB_SLOTS);
      }
      // With every slot given back, all that waits comes out in the end.
      while (waiting.size > 0) {
        for (const left of inSlots.splice(0)) queue.giveBack(left);
        const taken = drain(queue);
        expect(taken.length).toBeGreaterThan(0);
        for (const each of taken) expect(waiting.delete(each)).toBe(true);
        inSlots.push(...taken);
      }
    },
  );
  fc.assert(property);
});
