/** How a kernel fails, shown by the one that fails on request: what a host finds after each kind of trap. */
import { beforeEach, describe, expect, test } from 'vitest';
import { Algorithm, compile, FAULTY, instantiate, Place, Status, TestSlab } from './slab.ts';

const { free } = Place;
let slab: TestSlab;

beforeEach(() => {
  slab = new TestSlab(1, FAULTY);
});

function ask(word: string): number {
  slab.bytes.fill(0, free, free + 64);
  slab.bytes.set(Buffer.from(word), free);
  return slab.kernel.hash_records(0, Algorithm.sha256, free, 64, 64, free + 64);
}

test('a panic says what and where before it traps, without a path of a machine', () => {
  expect(() => ask('outrigger!panics')).toThrow(WebAssembly.RuntimeError);
  expect(slab.panicMessage()).toMatch(/^a panic was asked for \(arena\/src\/faults\.rs:\d+\)$/);
});

test('using up the heap is told as a panic of the allocation', () => {
  expect(() => ask('outrigger!memory')).toThrow(WebAssembly.RuntimeError);
  expect(slab.panicMessage()).toMatch(/^memory allocation of \d+ bytes failed/);
});

test('a read past the memory traps without a word', () => {
  expect(() => ask('outrigger!bounds')).toThrow(/out of bounds/);
  expect(slab.panicMessage()).toBe('');
});

test('a slab set up anew after a panic has forgotten it and works', () => {
  expect(() => ask('outrigger!panics')).toThrow();
  const kernel = instantiate(compile(FAULTY), slab.memory);
  expect(slab.panicMessage()).toBe('');
  slab.bytes.fill(0, free, free + 64);
  expect(kernel.hash_records(0, Algorithm.sha256, free, 64, 64, free + 64)).toBe(Status.ok);
  const zeros = 'f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b';
  expect(slab.digests(free + 64, 1)).toEqual([zeros]);
});

describe('what is no word of a fault', () => {
  test.each(['outrigger!', 'outrigger!panicz', ' outrigger!panics'])('is hashed: %j', (word) => {
    expect(ask(word)).toBe(Status.ok);
  });
});
