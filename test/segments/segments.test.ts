/** Leases and their memory, alone: shares, what the system refuses, and what is given back on every path. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ErrorName, ProtocolError } from '../../protocol/errors.ts';
import { Arena } from '../../sidecar/arena/arena.ts';
import { PAGE } from '../../sidecar/arena/layout.ts';
import { NativeError, type NativeMemory, nativeMemory, nativeObstacle } from '../../sidecar/arena/native.ts';
import { reserveMemory } from '../../sidecar/arena/reservation.ts';
import { SegmentMemory, type SegmentNative } from '../../sidecar/arena/segment-memory.ts';
import { Segments } from '../../sidecar/arena/segments.ts';

const MiB = 1024 * 1024;
const LIMITS = { segmentBytes: 100 * MiB, segments: 8 };
const ENOMEM = 12;

function refusal(work: () => unknown): { name: ErrorName; data: Record<string, unknown> } {
  try {
    work();
  } catch (error) {
    const { name, data } = error as ProtocolError;
    return { name, data };
  }
  throw new Error('it was not refused');
}

/** Descriptors of segments that this process has open. */
function descriptors(): string[] {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).includes('outrigger-segment');
    } catch {
      return false;
    }
  });
}

/** The inodes of the segments that this process has open. */
function segmentFiles(): number[] {
  return descriptors().flatMap((fd) => statSync(`/proc/self/fd/${fd}`, { throwIfNoEntry: false })?.ino ?? []);
}

async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

describe.skipIf(nativeObstacle() !== undefined)('mapped', () => {
  /** The platform's own calls, but for those that a test replaces. */
  function setting(replaced: (native: NativeMemory) => Partial<SegmentNative> = () => ({})) {
    const arena = new Arena(reserveMemory(256 * MiB), 1);
    const own = nativeMemory(arena.buffer) as NativeMemory;
    const native: SegmentNative = {
      createSealedMemory: (bytes, id) => own.createSealedMemory(bytes, id),
      mapShared: (address, bytes, fd) => own.mapShared(address, bytes, fd),
      mapAnonymous: (address, bytes) => own.mapAnonymous(address, bytes),
      isHeldElsewhere: (fd) => own.isHeldElsewhere(fd),
      ...replaced(own),
    };
    return { arena, segments: new Segments(arena, LIMITS, new SegmentMemory(arena, native)) };
  }

  test('a closed segment gives back its range and its descriptor', async () => {
    const { arena, segments } = setting();
    const before = descriptors().length;
    for (const bytes of [1, PAGE, PAGE + 1, 50 * MiB]) {
      const { id } = segments.open(1, bytes);
      expect(descriptors()).toHaveLength(before + 1);
      await segments.close(1, id);
      expect(arena.usage.used).toBe(0);
      await eventually(() => descriptors().length === before);
    }
    expect(segments.heldBytes).toBe(0);
  });

  test('a range is given back only when nobody uses it, and the handle is stale before', async () => {
    const { arena, segments } = setting();
    const { id, bytes } = segments.open(1, 40 * MiB);
    const first = segments.use(1, { segment: id, offset: 0, length: 10 }, 'data');
    const second = segments.use(1, { segment: id, offset: 5, length: 10 }, 'into');
    arena.bytes[first.address + 7] = 42;
    const closed = segments.close(1, id);
    expect(refusal(() => segments.use(1, { segment: id, offset: 0, length: 1 }, 'data')).name).toBe('StaleSegment');
    expect(refusal(() => segments.close(1, id)).name).toBe('StaleSegment');
    first.release();
    expect(arena.usage.used).toBe(bytes);
    expect(arena.bytes[second.address + 2]).toBe(42);
    second.release();
    await closed;
    expect(arena.usage.used).toBe(0);
    expect(arena.bytes[second.address + 2]).toBe(0);
  });

  test("a connection's end closes what it has open, and nothing of another's", async () => {
    const { arena, segments } = setting();
    const other = segments.open(2, PAGE);
    const used = segments.open(1, PAGE);
    segments.open(1, 40 * MiB);
    const use = segments.use(1, { segment: used.id, offset: 0, length: 1 }, 'data');
    segments.closeAll(1);
    expect(segments.count).toBe(1);
    await eventually(() => arena.usage.used === 2 * PAGE);
    use.release();
    expect(arena.usage.used).toBe(PAGE);
    expect(segments.use(2, { segment: other.id, offset: PAGE, length: 0 }, 'data').length).toBe(0);
  });

  test('bytes and segments a connection are bounded, and another connection has its own share', async () => {
    const { segments } = setting();
    const { id } = segments.open(1, 60 * MiB);
    expect(refusal(() => segments.open(1, 60 * MiB))).toMatchObject({
      name: 'OutOfMemory',
      data: { requested: 60 * MiB, largestFree: 40 * MiB, retryable: true },
    });
    segments.open(2, 60 * MiB);
    await segments.close(1, id);
    for (let i = 0; i < LIMITS.segments; i++) segments.open(1, 1);
    expect(refusal(() => segments.open(1, 1))).toMatchObject({ name: 'OutOfMemory', data: { largestFree: 0 } });
  });

  test('what a connection closed and still maps counts against it until it ends', () => {
    const held = new Set<number>();
    const { segments } = setting((own) => ({
      createSealedMemory: (bytes, id) => {
        const fd = own.createSealedMemory(bytes, id);
        held.add(fd);
        return fd;
      },
      isHeldElsewhere: (fd) => held.has(fd),
    }));
    for (let i = 0; i < LIMITS.segments; i++) segments.close(1, segments.open(1, PAGE).id);
    expect(segments.heldBytes).toBe(LIMITS.segments * PAGE);
    expect(refusal(() => segments.open(1, PAGE)).name).toBe('OutOfMemory');
    const [fd] = held;
    held.delete(fd as number);
    segments.close(1, segments.open(1, PAGE).id);
    expect(refusal(() => segments.open(1, PAGE)).name).toBe('OutOfMemory');
    segments.closeAll(1);
    expect(segments.heldBytes).toBe(LIMITS.segments * PAGE);
    held.clear();
    expect(segments.heldBytes).toBe(0);
  });

  test('a range whose memory the system refuses to replace stays out of use until it does', async () => {
    let refusals = 3;
    const { arena, segments } = setting((own) => ({
      mapAnonymous: (address, bytes) => {
        if (refusals-- > 0) throw new NativeError('mmap', ENOMEM);
        own.mapAnonymous(address, bytes);
      },
    }));
    const { id } = segments.open(1, PAGE);
    const closed = segments.close(1, id);
    expect(arena.usage.used).toBe(PAGE);
    expect(segments.open(1, PAGE).id).not.toBe(id);
    await closed;
    expect(refusals).toBe(-1);
    expect(arena.usage.used).toBe(PAGE);
  });

  test('what the system refuses at opening is OutOfMemory, and nothing is lost', () => {
    const before = new Set(segmentFiles());
    const refused: ((own: NativeMemory) => Partial<SegmentNative>)[] = [
      () => ({
        createSealedMemory() {
          throw new NativeError('memfd_create', ENOMEM);
        },
      }),
      () => ({
        createSealedMemory() {
          throw Object.assign(new Error('too many'), { code: 'EMFILE' });
        },
      }),
      () => ({
        mapShared() {
          throw new NativeError('mmap', ENOMEM);
        },
      }),
    ];
    for (const replaced of refused) {
      const { arena, segments } = setting(replaced);
      expect(refusal(() => segments.open(1, PAGE))).toMatchObject({ name: 'OutOfMemory', data: { requested: PAGE } });
      expect(arena.usage.used).toBe(0);
      expect(segments.count).toBe(0);
    }
    // not by their count: a descriptor of the test before is closed on a thread of its own, perhaps only now
    expect(segmentFiles().filter((inode) => !before.has(inode))).toEqual([]);
  });

  test('programs that this process starts inherit no segment', async () => {
    const { segments } = setting();
    segments.open(1, PAGE);
    expect(descriptors().length).toBeGreaterThan(0);
    const { stdout } = spawnSync('ls', ['-l', '/proc/self/fd'], { encoding: 'utf8' });
    expect(stdout).toContain('/proc/');
    expect(stdout).not.toContain('outrigger-segment');
  });

  test('who opens the file at the very moment it is looked at ends nothing', async () => {
    const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, 'lease-race.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(JSON.parse(said)).toEqual({ alone: true, held: true });
  });

  test('a segment that others map is seen as held, by whatever is left of their hold', () => {
    const { segments } = setting();
    const { id, fd } = segments.open(1, PAGE);
    const other = openSync(`/proc/self/fd/${fd}`, 'r');
    segments.close(1, id);
    expect(segments.heldBytes).toBe(PAGE);
    closeSync(other);
    expect(segments.heldBytes).toBe(0);
  });
});

describe('not mapped', () => {
  function setting() {
    const arena = new Arena(reserveMemory(256 * MiB), 1);
    return { arena, segments: new Segments(arena, LIMITS, new SegmentMemory(arena, undefined)) };
  }

  test('a segment holds only zeros, whatever was there before', async () => {
    const { arena, segments } = setting();
    for (const bytes of [PAGE, 50 * MiB]) {
      const range = arena.allocate(bytes);
      arena.bytes.fill(7, range.address, range.address + range.bytes);
      arena.release(range);
      const opened = segments.open(1, bytes);
      await opened.zeroed;
      const { address } = segments.use(1, { segment: opened.id, offset: 0, length: bytes }, 'data');
      expect(Buffer.from(arena.buffer, address, bytes).equals(Buffer.alloc(bytes))).toBe(true);
    }
  });
});
