/**
 * Segments: page-aligned ranges of the arena that are leased to one connection, mapped to a sealed memfd where the
 * platform can, so that the client maps the very bytes the kernel reads. A memfd never serves a second connection
 * (an old mapping of it would read the next client's bytes), and a range goes back to anonymous memory only when no
 * job holds it.
 */
import { randomBytes } from 'node:crypto';
import { closeSync } from 'node:fs';
import { invalidParams, ProtocolError } from '../../protocol/errors.ts';
import { RANGE_BYTES_MAX } from '../../protocol/limits.ts';
import type { Arena } from './arena.ts';
import { HeldMemory } from './held-memory.ts';
import { PAGE } from './layout.ts';
import { NativeError, type NativeMemory, nativeMemory } from './native.ts';
import type { Range } from './ranges.ts';

interface Segment {
  readonly id: string;
  readonly connection: number;
  readonly range: Range;
  /** The memfd, or -1 where segments are plain arena memory. */
  readonly fd: number;
  /** Jobs and transfers that use it now. */
  uses: number;
  closed: boolean;
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
  readonly fd: number;
}

export class Segments {
  private readonly arena: Arena;
  private readonly native: NativeMemory | undefined;
  private readonly held: HeldMemory;
  private readonly bytesPerConnection: number;
  private readonly byId = new Map<string, Segment>();
  private readonly byConnection = new Map<number, Set<Segment>>();
  /** Ids of this process are told apart from those of another one that a client may have spoken to before. */
  private readonly prefix = randomBytes(6).toString('base64url');
  private opened = 0;

  constructor(arena: Arena, bytesPerConnection: number) {
    this.arena = arena;
    this.native = nativeMemory(arena.buffer);
    this.held = new HeldMemory(this.native);
    this.bytesPerConnection = bytesPerConnection;
  }

  get mapped(): boolean {
    return this.native !== undefined;
  }

  get count(): number {
    return this.byId.size;
  }

  /** Bytes of closed segments that a former client still has mapped: not the arena's any more, but not free either. */
  get heldBytes(): number {
    return this.held.bytes;
  }

  /** Leases a range of `bytes`, rounded up to pages, all zeros. */
  open(connection: number, bytes: number): OpenedSegment {
    const size = Math.ceil(bytes / PAGE) * PAGE;
    this.checkShare(connection, size);
    const range = this.arena.allocatePages(size);
    const id = `${this.prefix}-${++this.opened}`;
    let fd = -1;
    try {
      fd = this.map(range, id);
    } catch (error) {
      this.arena.release(range);
      if (!(error instanceof NativeError)) throw error;
      const { largestFree } = this.arena.usage;
      const message = `the system has no memory for a segment of ${size} bytes (${error.code})`;
      throw new ProtocolError('OutOfMemory', message, { requested: size, largestFree }, { cause: error });
    }
    const segment: Segment = { id, connection, range, fd, uses: 0, closed: false };
    this.byId.set(id, segment);
    const own = this.byConnection.get(connection);
    if (own === undefined) this.byConnection.set(connection, new Set([segment]));
    else own.add(segment);
    return { id, bytes: size, fd };
  }

  /** Ends a lease. What uses it goes on, and then the range is free. */
  close(connection: number, id: string): void {
    this.end(this.find(connection, id));
  }

  /** Ends all leases of a connection. */
  closeAll(connection: number): void {
    for (const segment of this.byConnection.get(connection) ?? []) this.end(segment);
    this.byConnection.delete(connection);
  }

  /** A range of a segment for use by a job; `field` is the parameter's path, for errors. */
  use(connection: number, id: string, offset: number, length: number, field: string): SegmentUse {
    const segment = this.find(connection, id);
    const size = segment.range.bytes;
    if (offset > size) throw invalidParams(`${field}.offset`, `at most ${size}, the segment's bytes`);
    if (length > size - offset) {
      throw invalidParams(`${field}.length`, `at most ${size - offset}, from the offset to the segment's end`);
    }
    segment.uses++;
    return {
      address: segment.range.address + offset,
      length,
      release: () => {
        segment.uses--;
        if (segment.closed && segment.uses === 0) this.reclaim(segment);
      },
    };
  }

  private find(connection: number, id: string): Segment {
    const segment = this.byId.get(id);
    if (segment === undefined || segment.connection !== connection) {
      throw new ProtocolError('StaleSegment', 'the segment is closed, of another connection, or was never opened');
    }
    return segment;
  }

  private checkShare(connection: number, size: number): void {
    if (size > RANGE_BYTES_MAX) throw invalidParams('bytes', `at most ${RANGE_BYTES_MAX - PAGE + 1}`);
    let own = 0;
    for (const segment of this.byConnection.get(connection) ?? []) own += segment.range.bytes;
    if (own + size <= this.bytesPerConnection) return;
    const { largestFree } = this.arena.usage;
    const message = `segmentBytes: ${own + size} is over this connection's share of ${this.bytesPerConnection} bytes`;
    throw new ProtocolError('OutOfMemory', message, {
      requested: size,
      largestFree: Math.min(largestFree, this.bytesPerConnection - own),
    });
  }

  private map(range: Range, id: string): number {
    if (this.native === undefined) {
      this.arena.bytes.fill(0, range.address, range.address + range.bytes);
      return -1;
    }
    const fd = this.native.createSealedMemory(range.bytes, id);
    try {
      this.native.mapShared(range.address, range.bytes, fd);
    } catch (error) {
      closeSync(fd);
      throw error;
    }
    return fd;
  }

  private end(segment: Segment): void {
    segment.closed = true;
    this.byId.delete(segment.id);
    this.byConnection.get(segment.connection)?.delete(segment);
    if (segment.uses === 0) this.reclaim(segment);
  }

  private reclaim(segment: Segment): void {
    if (this.native !== undefined) {
      this.native.mapAnonymous(segment.range.address, segment.range.bytes);
      this.held.take(segment.fd, segment.range.bytes);
    }
    this.arena.release(segment.range);
  }
}
