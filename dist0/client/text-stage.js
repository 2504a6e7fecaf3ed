/**
 * A segment that texts are put into, so that they don't pass through the socket: the sidecar's workers read them where they
 * lie. It is written as a file, which every Node on Linux can and which makes none print a warning: a scan of 10 MB in 3,754
 * strings took 29 ms so, 29 with the segment mapped, and 36 with the texts in their requests.
 */
import { closeSync, writeSync } from 'node:fs';
import { openAsFile } from './segment-access.js';
import { BLOCK_BYTES } from './text-blocks.js';
/** Descriptors of stages that nobody closed: their rig was dropped. A FileHandle would end the process. */
const dropped = new FinalizationRegistry(closeSync);
export class TextStage {
    blocks;
    #lease;
    #fd;
    #by;
    constructor(lease, fd, count, by) {
        this.#lease = lease;
        this.#fd = fd;
        this.#by = by;
        dropped.register(this, fd, this);
        const range = (offset) => ({ segment: lease.segment, offset, length: BLOCK_BYTES });
        this.blocks = Array.from({ length: count }, (_, i) => new StagedBlock(range(i * BLOCK_BYTES), fd));
    }
    /** So many blocks, or undefined where there is no such segment to be had or it is no file here. Never throws. */
    static async open(count, by) {
        try {
            const lease = await by.call('segment/open', { bytes: count * BLOCK_BYTES });
            try {
                const fd = await openAsFile(lease);
                if (fd !== undefined)
                    return new TextStage(lease, fd, count, by);
            }
            catch {
                // in another PID namespace its path is another file
            }
            await by.call('segment/close', { segment: lease.segment });
        }
        catch {
            // there is a way without
        }
        return undefined;
    }
    /** Gives the segment back. Never rejects: a lease ends with its connection anyway. */
    async close() {
        dropped.unregister(this);
        closeSync(this.#fd);
        await this.#by.call('segment/close', { segment: this.#lease.segment }).catch(() => { });
    }
}
class StagedBlock {
    bytes;
    #range;
    #fd;
    constructor(range, fd) {
        this.#range = range;
        this.#fd = fd;
        this.bytes = new Uint8Array(range.length);
    }
    source(length) {
        const { segment, offset } = this.#range;
        for (let done = 0; done < length;)
            done += writeSync(this.#fd, this.bytes, done, length - done, offset + done);
        return { segment, offset, length };
    }
}
