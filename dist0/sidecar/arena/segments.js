/**
 * Segments: page-aligned ranges of the arena that are leased to one connection, mapped to a sealed memfd where the
 * platform can, so that the client maps the very bytes the kernel reads. A memfd never serves a second connection
 * (an old mapping of it would read the next client's bytes), and a range goes back to anonymous memory only when no
 * job holds it.
 */
import { randomBytes } from 'node:crypto';
import { invalidParams, ProtocolError } from '../../protocol/errors.js';
import { RANGE_BYTES_MAX } from '../../protocol/limits.js';
import { DescriptorParcel } from './descriptor-parcel.js';
import { descriptorShare } from './descriptor-share.js';
import { PAGE } from './layout.js';
import { nativeMemory } from './native.js';
import { SegmentMemory } from './segment-memory.js';
export class Segments {
    arena;
    memory;
    limits;
    countMax;
    byId = new Map();
    byConnection = new Map();
    /** Ids of this process are told apart from those of another one that a client may have spoken to before. */
    prefix;
    opened = 0;
    constructor(arena, limits, memory = new SegmentMemory(arena, nativeMemory(arena.buffer))) {
        this.arena = arena;
        this.limits = limits;
        this.memory = memory;
        this.countMax = memory.mapped ? descriptorShare() : Number.POSITIVE_INFINITY;
    }
    get mapped() {
        return this.memory.mapped;
    }
    get count() {
        return this.byId.size;
    }
    /** Bytes of closed segments that a former client still has mapped: not the arena's any more, but not free either. */
    get heldBytes() {
        return this.memory.held?.bytes ?? 0;
    }
    /**
     * Leases a range of `bytes`, rounded up to pages, all zeros once `zeroed`.
     * @throws ProtocolError OutOfMemory: the connection has its share, or there is no such range, or the system refuses.
     */
    open(connection, bytes) {
        const size = Math.ceil(bytes / PAGE) * PAGE;
        this.checkShare(connection, size);
        const range = this.arena.allocatePages(size);
        // late: loading node:crypto takes a tenth of a start
        this.prefix ??= randomBytes(6).toString('base64url');
        const id = `${this.prefix}-${++this.opened}`;
        let fd;
        try {
            fd = this.memory.lay(range, id);
        }
        catch (error) {
            this.arena.release(range);
            throw this.refused(size, error);
        }
        const segment = { id, connection, range, fd, uses: 0, closed: false, freed: false, onFreed: undefined };
        this.byId.set(id, segment);
        this.ownOf(connection).add(segment);
        return { id, bytes: size, fd, zeroed: this.mapped ? undefined : this.zero(segment) };
    }
    /**
     * Ends a lease. What uses it goes on, and then the range is free: returns a promise of that, or undefined when it is free
     * already. The handle is stale from now on.
     */
    close(connection, id) {
        const segment = this.find(connection, id);
        this.end(segment);
        if (segment.freed)
            return undefined;
        return new Promise((resolve) => {
            segment.onFreed = resolve;
        });
    }
    /** Ends all leases of a connection that has ended. */
    closeAll(connection) {
        const own = this.byConnection.get(connection);
        this.byConnection.delete(connection);
        this.memory.held?.orphan(connection);
        for (const segment of own ?? [])
            this.end(segment);
    }
    /** Ends a lease that nobody was told of, if its connection hasn't ended. */
    abandon(connection, id) {
        const segment = this.byId.get(id);
        if (segment?.connection === connection)
            this.end(segment);
    }
    /** A mapped segment's descriptor, to be sent to its client. Where the system has none left, the segment is closed. */
    parcel(connection, id) {
        const segment = this.find(connection, id);
        try {
            return new DescriptorParcel(segment.fd);
        }
        catch (error) {
            this.end(segment);
            throw this.refused(segment.range.bytes, error);
        }
    }
    /** A range of a segment for use by a job; `field` is the parameter's path, '' for the params themselves, for errors. */
    use(connection, range, field) {
        const segment = this.check(connection, range, field);
        const { offset, length } = range;
        return { address: segment.range.address + offset, length, release: this.hold(segment) };
    }
    /** Throws if the connection has no such segment, or the segment no such range. */
    check(connection, { segment: id, offset, length }, field) {
        const segment = this.find(connection, id);
        const size = segment.range.bytes;
        const path = (name) => (field === '' ? name : `${field}.${name}`);
        if (offset > size)
            throw invalidParams(path('offset'), `at most ${size}, the segment's bytes`);
        if (length > size - offset) {
            throw invalidParams(path('length'), `at most ${size - offset}, from the offset to the segment's end`);
        }
        return segment;
    }
    /** Keeps a segment's memory in place until the returned function is called, once. */
    hold(segment) {
        segment.uses++;
        return () => {
            segment.uses--;
            if (segment.closed && segment.uses === 0)
                this.reclaim(segment);
        };
    }
    zero(segment) {
        const release = this.hold(segment);
        const zeroed = this.memory.zero(segment.range)?.finally(release);
        if (zeroed === undefined)
            release();
        return zeroed;
    }
    find(connection, id) {
        const segment = this.byId.get(id);
        if (segment === undefined || segment.connection !== connection) {
            throw new ProtocolError('StaleSegment', 'the segment is closed, of another connection, or was never opened');
        }
        return segment;
    }
    ownOf(connection) {
        let own = this.byConnection.get(connection);
        if (own === undefined) {
            own = new Set();
            this.byConnection.set(connection, own);
        }
        return own;
    }
    /** What a connection closed and still has mapped counts as if it were open: else its share would bound nothing. */
    checkShare(connection, size) {
        const { segmentBytes, segments: most } = this.limits;
        const own = this.byConnection.get(connection);
        const held = this.memory.held?.shareOf(connection) ?? { bytes: 0, count: 0 };
        let bytes = held.bytes;
        for (const segment of own ?? [])
            bytes += segment.range.bytes;
        const mapped = held.bytes === 0 ? '' : `, ${held.bytes} of them closed and still mapped by the client`;
        if (bytes + size > segmentBytes) {
            const message = `segmentBytes: ${bytes + size} is over this connection's share of ${segmentBytes} bytes${mapped}`;
            throw this.outOfMemory(message, size, Math.max(0, segmentBytes - bytes));
        }
        if (size > RANGE_BYTES_MAX)
            throw invalidParams('bytes', `at most ${RANGE_BYTES_MAX - PAGE + 1}`);
        if ((own?.size ?? 0) + held.count >= most) {
            throw this.outOfMemory(`segments: this connection has its ${most}${mapped}`, size, 0);
        }
        if (this.byId.size >= this.countMax) {
            throw this.outOfMemory(`the sidecar has its ${this.countMax} segments, as many as its descriptors allow`, size, 0);
        }
    }
    outOfMemory(message, requested, most, cause) {
        const largestFree = Math.min(most, this.arena.usage.largestFree);
        return new ProtocolError('OutOfMemory', message, { requested, largestFree }, { cause });
    }
    /** What the system refused: an error of ours or of node:fs, both with an errno's name. */
    refused(size, error) {
        const { code } = error;
        if (typeof code !== 'string' || code.startsWith('ERR_'))
            return error;
        return this.outOfMemory(`the system refused a segment of ${size} bytes (${code})`, size, Number.MAX_VALUE, error);
    }
    end(segment) {
        segment.closed = true;
        this.byId.delete(segment.id);
        this.byConnection.get(segment.connection)?.delete(segment);
        if (segment.uses === 0)
            this.reclaim(segment);
    }
    reclaim(segment) {
        const { range, fd, connection } = segment;
        const account = () => (this.byConnection.has(connection) ? connection : undefined);
        this.memory.takeAway(range, fd, account, () => {
            this.arena.release(range);
            segment.freed = true;
            segment.onFreed?.();
        });
    }
}
