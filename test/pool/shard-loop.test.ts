/** Whose turn it is: the loop of a worker, a turn at a time, with shards that only tell when they ran. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { CONTROL_BYTES, ControlBlock } from '../../sidecar/arena/control.ts';
import { SlotState } from '../../sidecar/arena/job-table.ts';
import type { Steps } from '../../sidecar/pool/operation.ts';
import { ShardLoop, type StepRunner } from '../../sidecar/pool/shard-loop.ts';

let control: ControlBlock;
/** What ran, in order: `slot.shard` at its beginning, `+slot` for a further step, `-slot` for an end before its time. */
let log: string[];
/** How many steps a slot's shards have. */
let stepsOf: Map<number, number>;

beforeEach(() => {
  control = new ControlBlock(new SharedArrayBuffer(CONTROL_BYTES), 0);
  log = [];
  stepsOf = new Map();
});

class LoggingRunner implements StepRunner {
  begin(slot: number, shard: number): Steps | undefined {
    log.push(`${slot}.${shard}`);
    const steps = this.steps(slot);
    return steps.next().done === true ? undefined : steps;
  }

  resume(slot: number, steps: Steps): boolean {
    log.push(`+${slot}`);
    return steps.next().done !== true;
  }

  abandon(steps: Steps): void {
    steps.return();
  }

  private *steps(slot: number): Steps {
    let done = false;
    try {
      for (let left = stepsOf.get(slot) ?? 1; left > 1; left--) yield;
      control.table.finishShard(slot);
      done = true;
    } finally {
      if (!done) log.push(`-${slot}`);
    }
  }
}

function loopOf(worker = 0): ShardLoop {
  return new ShardLoop(worker, control, new LoggingRunner());
}

function publish(slot: number, state: number, shards: number, steps = 1, owner = 0): void {
  stepsOf.set(slot, steps);
  control.table.prepare(slot, 0, shards, [], owner);
  control.table.setState(slot, state);
}

function turns(loop: ShardLoop, most: number): string[] {
  log = [];
  for (let turn = 0; turn < most && loop.turn(); turn++);
  return log;
}

const { interactive, bulk } = SlotState;

describe('turns', () => {
  test('there is none without work', () => {
    expect(loopOf().turn()).toBe(false);
    expect(control.touched(0)).toEqual([]);
  });

  test('jobs of one priority take turns, a shard each', () => {
    publish(3, bulk, 3);
    publish(9, bulk, 3);
    publish(40, bulk, 1);
    expect(turns(loopOf(), 7)).toEqual(['3.0', '9.0', '40.0', '3.1', '9.1', '3.2', '9.2']);
  });

  test('of the jobs of one owner one is done after another, the smallest first, and other owners have their turns', () => {
    publish(2, bulk, 3, 1, 7);
    publish(3, bulk, 2, 1, 7);
    publish(5, bulk, 2, 1, 8);
    publish(6, interactive, 1, 1, 7);
    expect(turns(loopOf(), 8)).toEqual(['6.0', '3.0', '3.1', '5.0', '2.0', '5.1', '2.1', '2.2']);
  });

  test('a large job gets on beside smaller ones of its owner that keep coming', () => {
    const loop = loopOf();
    publish(1, bulk, 100, 1, 7);
    const ran: string[] = [];
    for (let round = 0; round < 40; round++) {
      publish(2, bulk, 2, 1, 7);
      ran.push(...turns(loop, 2));
    }
    expect(ran.filter((entry) => entry.startsWith('1.')).length).toBeGreaterThanOrEqual(5);
  });

  test('interactive jobs go first, and every eighth turn is a bulk job’s', () => {
    publish(1, bulk, 100);
    publish(2, interactive, 100);
    const ran = turns(loopOf(), 32).map((entry) => entry.split('.')[0]);
    expect(ran.map((slot, i) => (slot === '1' ? i + 1 : 0)).filter((turn) => turn > 0)).toEqual([8, 16, 24, 32]);
  });

  test('a long shard is left between two steps: a job that comes waits for one step, not for the shard', () => {
    const loop = loopOf();
    publish(5, bulk, 1, 1000);
    turns(loop, 10);
    publish(6, interactive, 1);
    expect(turns(loop, 1)).toEqual(['6.0']);
    publish(7, bulk, 2);
    expect(turns(loop, 4)).toEqual(['7.0', '+5', '7.1', '+5']);
  });

  test('two long shards of two jobs take turns on one worker', () => {
    publish(0, bulk, 1, 3);
    publish(1, bulk, 1, 3);
    expect(turns(loopOf(), 9)).toEqual(['1.0', '0.0', '+1', '+0', '+1', '+0']);
  });

  test('a worker has one shard of a job open at a time, and the others are there for other workers', () => {
    const [first, second] = [loopOf(0), loopOf(1)];
    publish(0, bulk, 3, 4);
    expect(turns(first, 2)).toEqual(['0.0', '+0']);
    expect(turns(second, 2)).toEqual(['0.1', '+0']);
    expect(turns(first, 3)).toEqual(['+0', '+0', '0.2']);
  });

  test('a long shard keeps the priority of its job, though the slot has no shards left', () => {
    const loop = loopOf();
    publish(1, interactive, 1, 100);
    publish(2, bulk, 100);
    const ran = turns(loop, 24).filter((entry) => entry.startsWith('2.'));
    expect(ran.length).toBe(3);
  });
});

describe('leaving', () => {
  test('a job that is done is touched by nobody, and was rung for after it was left', () => {
    publish(4, interactive, 2);
    const seen = control.rings;
    const [first, second] = [loopOf(0), loopOf(1)];
    first.turn();
    expect(control.rings).toBe(seen);
    second.turn();
    expect([control.rings, control.touched(0), control.touched(1)]).toEqual([seen + 1, [], []]);
    expect(control.table.isDone(4)).toBe(true);
  });

  test('an open shard of a closed job is given up before anything else is done, and rung for', () => {
    const loop = loopOf();
    publish(20, bulk, 1, 100);
    publish(21, interactive, 50);
    turns(loop, 20);
    expect(control.touched(0)).toEqual([20]);
    const seen = control.rings;
    control.table.close(20);
    expect(turns(loop, 1)).toEqual(['-20']);
    expect([control.touched(0), control.rings]).toEqual([[], seen + 1]);
  });

  test('no shard of a closed job begins', () => {
    publish(20, bulk, 10);
    control.table.close(20);
    expect(turns(loopOf(), 5)).toEqual([]);
  });

  test('a loop that is closed gives up all that is open', () => {
    const loop = loopOf();
    publish(1, bulk, 1, 9);
    publish(2, bulk, 1, 9);
    turns(loop, 2);
    log = [];
    loop.close();
    expect(log.sort()).toEqual(['-1', '-2']);
    expect(control.touched(0)).toEqual([]);
  });

  test('what is looked at, worked on and counted is told in the words that others read', () => {
    const loop = loopOf(1);
    publish(8, interactive, 2, 2);
    turns(loop, 3);
    expect([control.steps(1), control.jobs(1), control.table.crew(8)]).toEqual([3, 1, 1]);
    expect(control.current(1)).toBe(-1);
  });
});

test('however workers and jobs interleave, each shard runs once, and each end is rung for when nobody touches it', () => {
  const jobs = fc.array(
    fc.record({
      slot: fc.nat(63),
      state: fc.constantFrom(interactive, bulk),
      shards: fc.integer({ min: 1, max: 6 }),
      steps: fc.integer({ min: 1, max: 4 }),
      closes: fc.option(fc.nat(30)),
    }),
    { minLength: 1, maxLength: 12 },
  );
  const property = fc.property(jobs, fc.array(fc.nat(2), { minLength: 300, maxLength: 300 }), (list, order) => {
    control = new ControlBlock(new SharedArrayBuffer(CONTROL_BYTES), 0);
    log = [];
    stepsOf = new Map();
    const loops = [0, 1, 2].map(loopOf);
    const unique = [...new Map(list.map((job) => [job.slot, job])).values()];
    for (const { slot, state, shards, steps } of unique) publish(slot, state, shards, steps);
    const ended = new Set<number>();
    let seen = control.rings;
    order.forEach((worker, turn) => {
      for (const job of unique) if (job.closes === turn) control.table.close(job.slot);
      loops[worker]?.turn();
      for (const { slot } of unique) {
        const over = control.table.isDone(slot) || control.table.state(slot) === SlotState.closing;
        const touched = [0, 1, 2].some((each) => control.isTouching(each, slot));
        if (ended.has(slot) || !over || touched) continue;
        ended.add(slot);
        // Who closes a job looks itself; any other end must have been rung for.
        if (!unique.some((job) => job.slot === slot && job.closes === turn))
          expect(control.rings).toBeGreaterThan(seen);
      }
      seen = control.rings;
    });
    expect([...ended].sort()).toEqual(unique.map(({ slot }) => slot).sort());
    for (const { slot, shards, closes } of unique) {
      const begun = log.filter((entry) => entry.startsWith(`${slot}.`));
      expect(new Set(begun).size).toBe(begun.length);
      if (closes === null || closes > 300) expect(begun.length).toBe(shards);
    }
  });
  fc.assert(property, { numRuns: 300 });
});
