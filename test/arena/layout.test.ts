/** Where everything lies: apart, aligned, inside, for every size of arena and number of workers. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ARENA_BYTES_MAX, ARENA_BYTES_MIN } from '../../protocol/limits.ts';
import { CONTROL_BYTES, WORKERS_MAX } from '../../sidecar/arena/control.ts';
import { layOut, PAGE, STATICS_BYTES, WINDOW_BYTES, workersThatFit } from '../../sidecar/arena/layout.ts';

const sizes = fc.oneof(
  fc.integer({ min: ARENA_BYTES_MIN / PAGE, max: ARENA_BYTES_MAX / PAGE }).map((pages) => pages * PAGE),
  fc.constantFrom(ARENA_BYTES_MIN, 1 << 30, ARENA_BYTES_MAX),
);

test('regions follow each other, aligned, and at least half of the arena is space', () => {
  const property = fc.property(sizes, fc.integer({ min: 0, max: WORKERS_MAX }), (bytes, wanted) => {
    const workers = Math.min(wanted, workersThatFit(bytes));
    const layout = layOut(bytes, workers);
    expect(layout.slabs.length).toBe(workers + 1);
    expect(layout.control).toBeGreaterThanOrEqual(STATICS_BYTES);
    let end = layout.control + CONTROL_BYTES;
    for (const slab of layout.slabs) {
      expect(slab.guard).toBeGreaterThanOrEqual(end);
      expect(slab.guard % PAGE).toBe(0);
      expect(slab.redZone).toBe(slab.guard + PAGE);
      const inOrder = [
        slab.guard + PAGE,
        slab.redZone + PAGE,
        slab.stackTop,
        slab.tls + 1,
        slab.heap,
        slab.heapEnd,
        slab.window,
        slab.end,
      ];
      expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
      expect(slab.window + WINDOW_BYTES).toBe(slab.end);
      expect([slab.stackTop, slab.tls, slab.heap, slab.window].map((address) => address % PAGE)).toEqual([0, 0, 0, 0]);
      end = slab.end;
    }
    expect(layout.space).toBe(end);
    expect(layout.space).toBeLessThanOrEqual(bytes / 2);
  });
  fc.assert(property);
});

test('the number of workers that fit is the largest that can be laid out', () => {
  fc.assert(
    fc.property(sizes, (bytes) => {
      const fitting = workersThatFit(bytes);
      expect(fitting).toBeGreaterThanOrEqual(1);
      layOut(bytes, fitting);
      expect(() => layOut(bytes, fitting + 1)).toThrow(RangeError);
    }),
  );
});

test('the smallest arena has room for six workers, the default one for all that there can be', () => {
  expect(workersThatFit(ARENA_BYTES_MIN)).toBe(6);
  expect(workersThatFit(1 << 30)).toBeGreaterThanOrEqual(WORKERS_MAX);
});
