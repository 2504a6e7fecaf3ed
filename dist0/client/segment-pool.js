import { isOutriggerError } from './errors.js';
import { Segment } from './segment.js';
import { reach } from './segment-access.js';
const IDLE_SEGMENTS = 4;
const IDLE_BYTES = 64 * 1024 * 1024;
export class SegmentPool {
    #host;
    /** Longest idle first. */
    #idle = [];
    #live = new Set();
    /** Given back, but neither kept nor closed yet: calls in flight may still use them. */
    #returning = new Set();
    constructor(host) {
        this.#host = host;
    }
    /** A segment of exactly `bytes`. One that was in use before holds what this connection wrote there. */
    async segment(bytes) {
        const kept = this.#smallestOf(bytes);
        const lease = kept ?? (await this.#open(bytes));
        const access = await reach(lease, bytes, kept !== undefined, this.#host);
        const segment = new Segment(lease, bytes, access, () => {
            this.#live.delete(segment);
            this.#takeBack(lease);
        });
        this.#live.add(segment);
        return segment;
    }
    /** Takes every segment away from whoever still holds it: the connection is about to end, and all leases with it. */
    async disposeAll() {
        await Promise.allSettled([...this.#live].map((segment) => segment.dispose()));
    }
    async #open(bytes) {
        try {
            return await this.#host.call('segment/open', { bytes });
        }
        catch (error) {
            if (!isOutriggerError(error) || error.code !== 'OutOfMemory')
                throw error;
            // what is kept in case it is needed stands in the way of what is needed now
            await this.#host.spare();
            await Promise.all(this.#returning);
            await Promise.all(this.#idle.splice(0).map((lease) => this.#close(lease)));
            return this.#host.call('segment/open', { bytes });
        }
    }
    /** Keeps or closes a lease once no call under way can read or write there. */
    #takeBack(lease) {
        const returned = this.#host.quiet().then(() => {
            this.#returning.delete(returned);
            this.#keep(lease);
        });
        this.#returning.add(returned);
    }
    #keep(lease) {
        this.#idle.push(lease);
        while (this.#idle.length > IDLE_SEGMENTS || this.#idleBytes() > IDLE_BYTES) {
            void this.#close(this.#idle.shift());
        }
    }
    #smallestOf(bytes) {
        const fitting = this.#idle.filter((lease) => lease.bytes >= bytes).sort((a, b) => a.bytes - b.bytes)[0];
        if (fitting !== undefined)
            this.#idle.splice(this.#idle.indexOf(fitting), 1);
        return fitting;
    }
    #idleBytes() {
        return this.#idle.reduce((sum, lease) => sum + lease.bytes, 0);
    }
    /** A lease ends with its connection anyway: that it can't be closed is nobody's trouble. */
    async #close(lease) {
        await this.#host.call('segment/close', { segment: lease.segment }).catch(() => { });
    }
}
