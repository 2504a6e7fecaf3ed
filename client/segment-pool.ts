/**
 * The segments that a connection leases: opened when there is none to reuse, kept when they are given back. The first
 * touch of a page costs five times a later one (5.5 against 1.2 ms for 10 MiB), so a few are kept; never in use twice.
 */
import type { SegmentOpenResult } from '../protocol/index.ts';
import { isOutriggerError } from './errors.ts';
import { Segment } from './segment.ts';
import { type Reach, reach } from './segment-access.ts';

const IDLE_SEGMENTS = 4;
const IDLE_BYTES = 64 * 1024 * 1024;

/** What the pool needs of its connection. */
export interface PoolHost extends Reach {
  /** Resolves when every call that is in flight now has settled. */
  quiet: () => Promise<void>;
  /** Gives back a segment that nobody asked for, if there is one. */
  spare: () => Promise<void>;
}

export class SegmentPool {
  readonly #host: PoolHost;
  /** Longest idle first. */
  readonly #idle: SegmentOpenResult[] = [];
  readonly #live = new Set<Segment>();
  /** Given back, but neither kept nor closed yet: calls in flight may still use them. */
  readonly #returning = new Set<Promise<void>>();

  constructor(host: PoolHost) {
    this.#host = host;
  }

  /** A segment of exactly `bytes`. One that was in use before holds what this connection wrote there. */
  async segment(bytes: number): Promise<Segment> {
    const kept = this.#smallestOf(bytes);
    const lease = kept ?? (await this.#open(bytes));
    const access = await reach(lease, bytes, kept !== undefined, this.#host);
    const segment: Segment = new Segment(lease, bytes, access, () => {
      this.#live.delete(segment);
      this.#takeBack(lease);
    });
    this.#live.add(segment);
    return segment;
  }

  /** Takes every segment away from whoever still holds it: the connection is about to end, and all leases with it. */
  async disposeAll(): Promise<void> {
    await Promise.allSettled([...this.#live].map((segment) => segment.dispose()));
  }

  async #open(bytes: number): Promise<SegmentOpenResult> {
    try {
      return await this.#host.call('segment/open', { bytes });
    } catch (error) {
      if (!isOutriggerError(error) || error.code !== 'OutOfMemory') throw error;
      // what is kept in case it is needed stands in the way of what is needed now
      await this.#host.spare();
      await Promise.all(this.#returning);
      await Promise.all(this.#idle.splice(0).map((lease) => this.#close(lease)));
      return this.#host.call('segment/open', { bytes });
    }
  }

  /** Keeps or closes a lease once no call under way can read or write there. */
  #takeBack(lease: SegmentOpenResult): void {
    const returned: Promise<void> = this.#host.quiet().then(() => {
      this.#returning.delete(returned);
      this.#keep(lease);
    });
    this.#returning.add(returned);
  }

  #keep(lease: SegmentOpenResult): void {
    this.#idle.push(lease);
    while (this.#idle.length > IDLE_SEGMENTS || this.#idleBytes() > IDLE_BYTES) {
      void this.#close(this.#idle.shift() as SegmentOpenResult);
    }
  }

  #smallestOf(bytes: number): SegmentOpenResult | undefined {
    const fitting = this.#idle.filter((lease) => lease.bytes >= bytes).sort((a, b) => a.bytes - b.bytes)[0];
    if (fitting !== undefined) this.#idle.splice(this.#idle.indexOf(fitting), 1);
    return fitting;
  }

  #idleBytes(): number {
    return this.#idle.reduce((sum, lease) => sum + lease.bytes, 0);
  }

  /** A lease ends with its connection anyway: that it can't be closed is nobody's trouble. */
  async #close(lease: SegmentOpenResult): Promise<void> {
    await this.#host.call('segment/close', { segment: lease.segment }).catch(() => {});
  }
}
