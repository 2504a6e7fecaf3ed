/** Segments as a program of another language finds them: Python with its standard library against a real sidecar. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hostOnSocket } from '../server/sidecar-process.ts';
import { observe, Scenario } from './python.ts';
import { Watch } from './status.ts';

/** The descriptors of a process whose files have `name` in theirs. */
function descriptorsNamed(pid: number, name: string): string[] {
  return readdirSync(`/proc/${pid}/fd`).filter((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`).includes(name);
    } catch {
      return false;
    }
  });
}

test('10 MiB of records are hashed where they lie, and only small frames cross the socket', async () => {
  await using host = await hostOnSocket();
  const { sent, received, ...rest } = await observe('round_trip.py', [host.path]);
  expect(rest).toEqual({ count: 163_840, agree: true });
  expect(sent).toBeLessThan(1000);
  expect(received).toBeLessThan(1000);
});

test("a descriptor comes with its reply's first byte, maps the segment's pages, and is refused in a batch", async () => {
  await using host = await hostOnSocket();
  expect(await observe('pass_descriptor.py', [host.path])).toEqual({
    withItsFirstByte: true,
    ids: true,
    path: true,
    digest: true,
    inBatch: 'passDescriptor',
  });
});

test('a client that is killed amid its job gives everything back, harms nobody, and leaves only zeros', async () => {
  await using host = await hostOnSocket();
  const watch = await Watch.on(host);
  const idle = await watch.status();
  await using bystander = new Scenario('bystander.py', [host.path]);
  await bystander.hears();
  const { arena } = await watch.status();
  expect(arena.segments).toBe(1);
  for (let round = 0; round < 2; round++) {
    await using killed = new Scenario('long_job.py', [host.path]);
    const { bytes } = await killed.hears();
    await watch.until(({ arena: now, workers }) => {
      return now.used >= arena.used + Number(bytes) && workers.every(({ state }) => state === 'busy');
    });
    await killed.kill();
    const after = await watch.until((now) => now.arena.segments === 1 && now.connections === 2);
    await watch.until((now) => now.arena.used - arena.used < Number(bytes) && now.arena.held === 0);
    expect(after.workers.every(({ restarts }) => restarts === 0)).toBe(true);
    expect(await observe('zeros.py', [host.path])).toEqual({ bytes: 400 << 20, dirty: 0 });
  }
  bystander.goOn();
  const { rounds, wrong } = await bystander.hears();
  expect(wrong).toBe(0);
  expect(rounds).toBeGreaterThan(0);
  await bystander.kill();
  await watch.until((now) => now.arena.used === idle.arena.used && now.arena.held === 0);
});

test('a client that rewrites its segment while the kernel reads it gets some digests, and no one else notices', async () => {
  await using host = await hostOnSocket();
  const watch = await Watch.on(host);
  await using bystander = new Scenario('bystander.py', [host.path]);
  await bystander.hears();
  const { counts, blank } = await observe('scribble.py', [host.path]);
  expect(counts).toEqual(Array(6).fill(1 << 20));
  expect(blank).toBe(0);
  bystander.goOn();
  expect(await bystander.hears()).toMatchObject({ wrong: 0 });
  expect((await watch.status()).workers.map(({ restarts }) => restarts)).toEqual([0, 0]);
});

test("a segment's file can't be shrunk, grown, or sealed further; a hole in it reads as zeros", async () => {
  await using host = await hostOnSocket();
  expect(await observe('resize.py', [host.path])).toEqual({
    attempts: {
      shrink: 'EPERM',
      empty: 'EPERM',
      reopen: 'EPERM',
      grow: 'EPERM',
      extend: 'EPERM',
      append: 'EPERM',
      seal: 'EPERM',
      punch: 'done',
    },
    size: true,
    seals: true,
    mode: '0o600',
    digest: true,
  });
});

test('ranges that are not there are told by the field that is wrong, and handles that are not the own by their name', async () => {
  await using host = await hostOnSocket();
  const observed = await observe('wrong_ranges.py', [host.path]);
  const { offsets, lengths } = observed as Record<'offsets' | 'lengths', Record<string, string[]>>;
  for (const [value, errors] of Object.entries(offsets)) {
    expect(errors, value).toEqual(['InvalidParams data.offset', 'InvalidParams into.offset']);
  }
  for (const [value, errors] of Object.entries(lengths)) {
    expect(errors, value).toEqual(['InvalidParams data.length', 'InvalidParams into.length']);
  }
  expect(observed).toMatchObject({
    overflow: ['InvalidParams data.length', 'InvalidParams data.offset', 'InvalidParams data.length'],
    handles: {
      closed: ['StaleSegment', 'StaleSegment'],
      foreign: ['StaleSegment', 'StaleSegment'],
      unknown: ['StaleSegment', 'StaleSegment'],
      number: ['InvalidParams data.segment', 'InvalidParams into.segment'],
    },
    calls: {
      'close closed': 'StaleSegment',
      'close foreign': 'StaleSegment',
      'write foreign': 'StaleSegment',
      'read closed': 'StaleSegment',
      'write beyond': 'InvalidParams data',
      'read beyond': 'InvalidParams length',
      'open 0': 'InvalidParams bytes',
      'open 2^53-1': 'OutOfMemory',
      'open -1': 'InvalidParams bytes',
    },
    nan: true,
  });
});

test('memory that a client closed and still maps is told as held, counts in its share, and is let go of', async () => {
  await using host = await hostOnSocket();
  const watch = await Watch.on(host);
  const idle = await watch.status();
  await using holder = new Scenario('hold.py', [host.path]);
  const { bytes, share } = await holder.hears();
  expect(share).toBe('OutOfMemory');
  expect((await watch.until(({ arena }) => arena.used === idle.arena.used)).arena).toMatchObject({
    segments: 0,
    held: bytes,
  });
  holder.goOn();
  await holder.hears();
  await watch.until(({ connections }) => connections === 1);
  expect((await watch.status()).arena.held).toBe(bytes);
  holder.goOn();
  await holder.hears();
  await watch.until(({ arena }) => arena.held === 0);
});

test("a segment's descriptor is closed when the sidecar executes another program", async () => {
  await using host = await hostOnSocket();
  await using bystander = new Scenario('bystander.py', [host.path]);
  await bystander.hears();
  const { pid } = host.process.child;
  const flags = descriptorsNamed(pid as number, 'outrigger-segment').map((fd) => {
    const info = readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8');
    return Number.parseInt(/^flags:\s+(\d+)/m.exec(info)?.[1] ?? '0', 8);
  });
  const CLOEXEC = 0o2000000;
  expect(flags.map((each) => each & CLOEXEC)).toEqual([CLOEXEC]);
});
