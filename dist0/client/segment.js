/**
 * A segment: memory that the sidecar's kernel computes on, as its client sees it. Checks every range and refuses every
 * touch after dispose; how the bytes are reached is segment-access.ts's business.
 */
import { ERRORS } from '../protocol/errors.js';
import { OutriggerError } from './errors.js';
export class Segment {
    /** Bytes, as asked for. */
    length;
    #lease;
    #giveBack;
    #access;
    /** Reads and writes of this segment that are under way. */
    #transfers = new Set();
    #disposal;
    constructor(lease, length, access, giveBack) {
        this.#lease = lease;
        this.length = length;
        this.#access = access;
        this.#giveBack = giveBack;
    }
    /** Whether `bytes` is there: the sidecar's very pages, mapped into this process. */
    get mapped() {
        return this.#access?.bytes !== undefined;
    }
    /**
     * The pages themselves; what is written here is what the kernel reads. After `dispose()` every view of them that is
     * still around has length 0.
     * @throws OutriggerError NotMapped: this process can't map (below Node 26, not on Linux, …), and why;
     * StaleSegment: after dispose().
     */
    get bytes() {
        const { bytes, whyNotMapped } = this.#live();
        if (bytes === undefined)
            throw new OutriggerError('NotMapped', `${whyNotMapped}; use write() and read()`);
        return bytes;
    }
    /** Writes bytes at an offset, mapped or not. They must not change before it resolves. */
    write(offset, data) {
        return this.#transfer(offset, data.byteLength, (access) => access.write(offset, data));
    }
    /** A copy of bytes from an offset, mapped or not. */
    read(offset = 0, length = this.length - offset) {
        return this.#transfer(offset, length, (access) => access.read(offset, length));
    }
    /**
     * The range as a source or an `into` of a call; from the offset to the end if no length is given. A call that is made
     * with it after dispose() rejects with StaleSegment.
     */
    range(offset = 0, length = this.length - offset) {
        this.#live();
        this.#check(offset, length);
        const id = () => {
            this.#live();
            return this.#lease.segment;
        };
        // read when a call is written: a range that outlives its segment is refused there, whoever has the memory by then
        return {
            get segment() {
                return id();
            },
            offset,
            length,
        };
    }
    /**
     * Gives the segment back. From now on nothing here touches its bytes; the memory is reused by a later
     * `rig.segment()` when the calls in flight have settled. Resolves when its own reads and writes are done.
     */
    dispose() {
        this.#disposal ??= this.#dispose();
        return this.#disposal;
    }
    [Symbol.asyncDispose]() {
        return this.dispose();
    }
    async #dispose() {
        const access = this.#live();
        this.#access = undefined;
        // pages go at once, whoever holds them; a file is closed when its last transfer is through
        if (access.bytes !== undefined)
            await access.retire();
        await Promise.allSettled([...this.#transfers]);
        if (access.bytes === undefined)
            await access.retire();
        this.#giveBack();
    }
    async #transfer(offset, length, work) {
        const access = this.#live();
        this.#check(offset, length);
        const transfer = work(access);
        this.#transfers.add(transfer);
        try {
            return await transfer;
        }
        finally {
            this.#transfers.delete(transfer);
        }
    }
    #live() {
        if (this.#access !== undefined)
            return this.#access;
        const rpcCode = ERRORS.StaleSegment.code;
        throw new OutriggerError('StaleSegment', 'the segment was disposed', { rpcCode, data: { name: 'StaleSegment' } });
    }
    #check(offset, length) {
        check('offset', offset, this.length);
        check('length', length, this.length - offset);
    }
}
function check(path, value, max) {
    if (Number.isSafeInteger(value) && value >= 0 && value <= max)
        return;
    const expected = `an integer from 0 to ${max}`;
    const data = { name: 'InvalidParams', path, expected };
    throw new OutriggerError('InvalidParams', `${path}: expected ${expected}, not ${value}`, {
        rpcCode: ERRORS.InvalidParams.code,
        data,
    });
}
