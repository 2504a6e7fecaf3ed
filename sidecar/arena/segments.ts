/**
 * Segments: page-aligned ranges of the arena that are leased to one connection, mapped to a sealed memfd where the
 * platform can, so that the client maps the very bytes the kernel reads. A memfd never serves a second connection
 * (an old mapping of it would read the next client's bytes), and a range goes back to anonymous memory only when no
 * job holds it.
 */
import { randomBytes } from 'node:crypto';
import { invalidParams, ProtocolError } from '../../protocol/errors.ts';
import { type Limits, RANGE_BYTES_MAX } from '../../protocol/limits.ts';
import type { SegmentRange } from '../../protocol/sources.ts';
import type { Arena } from './arena.ts';
import { DescriptorParcel } from './descriptor-parcel.ts';
import { descriptorShare } from './descriptor-share.ts';
import { PAGE } from './layout.ts';
import { nativeMemory } from './native.ts';
import type { Range } from './ranges.ts';
import { SegmentMemory } from './segment-memory.ts';

interface Segment {
  readonly id: string;
  readonly connection: number;
  readonly range: Range;
  /** The memfd, or NOT_MAPPED. */
  readonly fd: number;
  /** Jobs and transfers that use it now. */
  uses: number;
  closed: boolean;
  /** The range is given back. */
  freed: boolean;
  onFreed: (() => void) | undefined;
}

/** A range of a segment in use: `release()` exactly once. */
export interface SegmentUse {
  readonly address: number;
  readonly length: number;
  release(): void;
}

export interface OpenedSegment {
  readonly id: string;
  readonly bytes: number;
  /** The memfd that others can map, or NOT_MAPPED. It stays the segment's: close the segment, not this. */
  readonly fd: number;
  /** Until when its bytes aren't zero yet; undefined when they are. */
  readonly zeroed: Promise<void> | undefined;
}

export type SegmentLimits = Pick<Limits, 'segmentBytes' | 'segments'>;

export class Segments {
  private readonly arena: Arena;
  private readonly memory: SegmentMemory;
  private readonly limits: SegmentLimits;
  private readonly countMax: number;
  private readonly byId = new Map<string, Segment>();
  private readonly byConnection = new Map<number, Set<Segment>>();
  /** Ids of this process are told apart from those of another one that a client may have spoken to before. */
  private prefix: string | undefined;
  private opened = 0;

  constructor(arena: Arena, limits: SegmentLimits, memory = new SegmentMemory(arena, nativeMemory(arena.buffer))) {
    this.arena = arena;
    this.limits = limits;
    this.memory = memory;
    this.countMax = memory.mapped ? descriptorShare() : Number.POSITIVE_INFINITY;
  }

  get mapped(): boolean {
    return this.memory.mapped;
  }

  get count(): number {
    return this.byId.size;
  }

  /** Bytes of closed segments that a former client still has mapped: not the arena's any more, but not free either. */
  get heldBytes(): number {
    return this.memory.held?.bytes ?? 0;
  }

  /**
   * Leases a range of `bytes`, rounded up to pages, all zeros once `zeroed`.
   * @throws ProtocolError OutOfMemory: the connection has its share, or there is no such range, or the system refuses.
   */
  open(connection: number, bytes: number): OpenedSegment {
    const size = Math.ceil(bytes / PAGE) * PAGE;
    this.checkShare(connection, size);
    const range = this.arena.allocatePages(size);
    // late: loading node:crypto takes a tenth of a start
    this.prefix ??= randomBytes(6).toString('base64url');
    const id = `${this.prefix}-${++this.opened}`;
    let fd: number;
    try {
      fd = this.memory.lay(range, id);
    } catch (error) {
      this.arena.release(range);
      throw this.refused(size, error);
    }
    const segment: Segment = { id, connection, range, fd, uses: 0, closed: false, freed: false, onFreed: undefined };
    this.byId.set(id, segment);
    this.ownOf(connection).add(segment);
    return { id, bytes: size, fd, zeroed: this.mapped ? undefined : this.zero(segment) };
  }

  /**
   * Ends a lease. What uses it goes on, and then the range is free: returns a promise of that, or undefined when it is free
   * already. The handle is stale from now on.
   */
  close(connection: number, id: string): Promise<void> | undefined {
    const segment = this.find(connection, id);
    this.end(segment);
    if (segment.freed) return undefined;
    return new Promise((resolve) => {
      segment.onFreed = resolve;
    });
  }

  /** Ends all leases of a connection that has ended. */
  closeAll(connection: number): void {
    const own = this.byConnection.get(connection);
    this.byConnection.delete(connection);
    this.memory.held?.orphan(connection);
    for (const segment of own ?? []) this.end(segment);
  }

  /** Ends a lease that nobody was told of, if its connection hasn't ended. */
  abandon(connection: number, id: string): void {
    const segment = this.byId.get(id);
    if (segment?.connection === connection) this.end(segment);
  }

  /** A mapped segment's descriptor, to be sent to its client. Where the system has none left, the segment is closed. */
  parcel(connection: number, id: string): DescriptorParcel {
    const segment = this.find(connection, id);
    try {
      return new DescriptorParcel(segment.fd);
    } catch (error) {
      this.end(segment);
      throw this.refused(segment.range.bytes, error);
    }
  }

  /** A range of a segment for use by a job; `field` is the parameter's path, '' for the params themselves, for errors. */
  use(connection: number, range: SegmentRange, field: string): SegmentUse {
    const segment = this.check(connection, range, field);
    const { offset, length } = range;
    return { address: segment.range.address + offset, length, release: this.hold(segment) };
  }

  /** Throws if the connection has no such segment, or the segment no such range. */
  check(connection: number, { segment: id, offset, length }: SegmentRange, field: string): Segment {
    const segment = this.find(connection, id);
    const size = segment.range.bytes;
    const path = (name: string) => (field === '' ? name : `${field}.${name}`);
    if (offset > size) throw invalidParams(path('offset'), `at most ${size}, the segment's bytes`);
    if (length > size - offset) {
      throw invalidParams(path('length'), `at most ${size - offset}, from the offset to the segment's end`);
    }
    return segment;
  }

  /** Keeps a segment's memory in place until the returned function is called, once. */
  private hold(segment: Segment): () => void {
    segment.uses++;
    return () => {
      segment.uses--;
      if (segment.closed && segment.uses === 0) this.reclaim(segment);
    };
  }

  private zero(segment: Segment): Promise<void> | undefined {
    const release = this.hold(segment);
    const zeroed = this.memory.zero(segment.range)?.finally(release);
    if (zeroed === undefined) release();
    return zeroed;
  }

  private find(connection: number, id: string): Segment {
    const segment = this.byId.get(id);
    if (segment === undefined || segment.connection !== connection) {
      throw new ProtocolError('StaleSegment', 'the segment is closed, of another connection, or was never opened');
    }
    return segment;
  }

  private ownOf(connection: number): Set<Segment> {
    let own = this.byConnection.get(connection);
    if (own === undefined) {
      own = new Set();
      this.byConnection.set(connection, own);
    }
    return own;
  }

  /** What a connection closed and still has mapped counts as if it were open: else its share would bound nothing. */
  private checkShare(connection: number, size: number): void {
    const { segmentBytes, segments: most } = this.limits;
    const own = this.byConnection.get(connection);
    const held = this.memory.held?.shareOf(connection) ?? { bytes: 0, count: 0 };
    let bytes = held.bytes;
    for (const segment of own ?? []) bytes += segment.range.bytes;
    const mapped = held.bytes === 0 ? '' : `, ${held.bytes} of them closed and still mapped by the client`;
    if (bytes + size > segmentBytes) {
      const message = `segmentBytes: ${bytes + size} is over this connection's share of ${segmentBytes} bytes${mapped}`;
      throw this.outOfMemory(message, size, Math.max(0, segmentBytes - bytes));
    }
    if (size > RANGE_BYTES_MAX) throw invalidParams('bytes', `at most ${RANGE_BYTES_MAX - PAGE + 1}`);
    if ((own?.size ?? 0) + held.count >= most) {
      throw this.outOfMemory(`segments: this connection has its ${most}${mapped}`, size, 0);
    }
    if (this.byId.size >= this.countMax) {
      throw this.outOfMemory(
        `the sidecar has its ${this.countMax} segments, as many as its descriptors allow`,
        size,
        0,
      );
    }
  }

  private outOfMemory(message: string, requested: number, most: number, cause?: unknown): ProtocolError {
    const largestFree = Math.min(most, this.arena.usage.largestFree);
    return new ProtocolError('OutOfMemory', message, { requested, largestFree }, { cause });
  }

  /** What the system refused: an error of ours or of node:fs, both with an errno's name. */
  private refused(size: number, error: unknown): unknown {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code !== 'string' || code.startsWith('ERR_')) return error;
    return this.outOfMemory(`the system refused a segment of ${size} bytes (${code})`, size, Number.MAX_VALUE, error);
  }

  private end(segment: Segment): void {
    segment.closed = true;
    this.byId.delete(segment.id);
    this.byConnection.get(segment.connection)?.delete(segment);
    if (segment.uses === 0) this.reclaim(segment);
  }

  private reclaim(segment: Segment): void {
    const { range, fd, connection } = segment;
    const account = () => (this.byConnection.has(connection) ? connection : undefined);
    this.memory.takeAway(range, fd, account, () => {
      this.arena.release(range);
      segment.freed = true;
      segment.onFreed?.();
    });
  }
}
