/** Frames lie in the arena up to a share of it, and come back when nobody holds them. */
import { expect, test } from 'vitest';
import { Arena } from '../../sidecar/arena/arena.ts';
import { FrameMemory } from '../../sidecar/arena/frames.ts';
import { reserveMemory } from '../../sidecar/arena/reservation.ts';

const MiB = 1024 * 1024;

function makeFrames() {
  const arena = new Arena(reserveMemory(64 * MiB), 1);
  return { arena, frames: new FrameMemory(arena) };
}

test('a frame has exactly its size and is given back after its last hold', () => {
  const { arena, frames } = makeFrames();
  const frame = frames.allocate(1001);
  expect(frame.bytes.length).toBe(1001);
  expect(arena.holds(frame.bytes)).toBe(true);
  frame.retain();
  frame.retain();
  frame.release();
  frame.release();
  expect(arena.usage.used).toBeGreaterThan(0);
  frame.release();
  expect(arena.usage.used).toBe(0);
  expect(() => frame.release()).toThrow('twice');
  expect(() => frame.retain()).toThrow('after its end');
});

test('frames fill at most a quarter of the arena; the next ones get ordinary memory, and never fail', () => {
  const { arena, frames } = makeFrames();
  const held = Array.from({ length: 40 }, () => frames.allocate(MiB));
  const inArena = held.filter(({ bytes }) => arena.holds(bytes));
  expect(inArena.length).toBe(16);
  for (const frame of held) frame.release();
  expect(arena.usage.used).toBe(0);
  const again = frames.allocate(MiB);
  expect(arena.holds(again.bytes)).toBe(true);
});

test('an arena that is full costs frames their place, not their life', () => {
  const { arena, frames } = makeFrames();
  const all = arena.allocate(arena.usage.largestFree);
  const frame = frames.allocate(5 * MiB);
  expect(arena.holds(frame.bytes)).toBe(false);
  expect(frame.bytes.length).toBe(5 * MiB);
  frame.release();
  arena.release(all);
  expect(arena.usage.used).toBe(0);
});
