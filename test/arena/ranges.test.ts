/** The allocator of ranges against a model that is nothing but a list of what is out. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Range, RangeAllocator } from '../../sidecar/arena/ranges.ts';

const START = 3 * 64;
const END = 64 * 1024;

function overlap(a: Range, b: Range): boolean {
  return a.address < b.address + b.bytes && b.address < a.address + a.bytes;
}

type Act = { kind: 'allocate' | 'allocateLast'; bytes: number; alignment: number } | { kind: 'release'; which: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('allocate' as const, 'allocateLast' as const),
    bytes: fc.oneof(fc.nat(300), fc.nat(9000), fc.constantFrom(0, 1, 64, 4096, END)),
    alignment: fc.constantFrom(1, 64, 4096),
  }),
  fc.record({ kind: fc.constant('release' as const), which: fc.nat() }),
);

test('ranges that are out never overlap, lie in the space, are aligned, and are all free again in the end', () => {
  const property = fc.property(fc.array(act, { maxLength: 300 }), (acts) => {
    const allocator = new RangeAllocator(START, END);
    const whole = allocator.largestFree(1);
    const out: Range[] = [];
    for (const step of acts) {
      if (step.kind === 'release') {
        const [range] = out.splice(step.which % Math.max(1, out.length), 1);
        if (range !== undefined) allocator.release(range);
        continue;
      }
      const largest = allocator.largestFree(step.alignment);
      const range = allocator[step.kind](step.bytes, step.alignment);
      // It is refused exactly when the largest range of this alignment wouldn't hold it.
      expect(range === undefined).toBe(Math.max(1, step.bytes) > largest);
      if (range === undefined) continue;
      expect(range.address % step.alignment).toBe(0);
      expect(range.bytes).toBeGreaterThanOrEqual(step.bytes);
      expect(range.address).toBeGreaterThanOrEqual(START);
      expect(range.address + range.bytes).toBeLessThanOrEqual(END);
      expect(out.find((other) => overlap(range, other))).toBeUndefined();
      out.push(range);
      expect(allocator.used).toBe(out.reduce((sum, { bytes }) => sum + bytes, 0));
    }
    for (const range of out) allocator.release(range);
    expect(allocator.used).toBe(0);
    expect(allocator.largestFree(1)).toBe(whole);
  });
  fc.assert(property, { numRuns: 500 });
});

test('giving back what is free throws and changes nothing', () => {
  const allocator = new RangeAllocator(START, END);
  const first = allocator.allocate(100, 64) as Range;
  const second = allocator.allocate(100, 64) as Range;
  allocator.release(first);
  expect(() => allocator.release(first)).toThrow('already free');
  expect(() => allocator.release({ address: second.address - 64, bytes: 128 })).toThrow('already free');
  expect(() => allocator.release({ address: second.address, bytes: END })).toThrow('already free');
  expect(allocator.used).toBe(second.bytes);
});

test('long-lived ranges from the end leave the space between them and short-lived ones whole', () => {
  const allocator = new RangeAllocator(0, END);
  const frames = Array.from({ length: 10 }, () => {
    const frame = allocator.allocate(100, 64) as Range;
    allocator.allocateLast(4096, 4096);
    return frame;
  });
  for (const frame of frames) allocator.release(frame);
  expect(allocator.largestFree(64)).toBe(END - 10 * 4096);
});
