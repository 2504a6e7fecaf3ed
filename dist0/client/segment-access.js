/**
 * How this process reaches a segment's bytes: mapped pages, file I/O at positions, or calls. The best that works is
 * taken; all three read and write the same bytes. Ranges were checked by the segment.
 */
import { openSync } from 'node:fs';
import { open, readlink } from 'node:fs/promises';
import { mapFile, whyNotMapped } from './mapping.js';
/** Reaches the first `bytes` of a segment. `used`: it has pages already, which are then brought in at once. */
export async function reach(lease, bytes, used, by) {
    const { path } = lease;
    if (!lease.mapped || path === undefined)
        return new CallAccess(lease.segment, by, 'the sidecar has no mapped segments');
    const unable = whyNotMapped();
    try {
        await judgePath(path, lease.segment);
        if (unable !== undefined)
            return new FileAccess(await open(path, 'r+'), unable);
        return new MappedAccess(mapFile(path, bytes, used), bytes);
    }
    catch (error) {
        const why = `${path} can't be reached: ${error instanceof Error ? error.message : error}`;
        return new CallAccess(lease.segment, by, why);
    }
}
/** The descriptor of a segment as a file, the caller's to close; undefined where the sidecar has no such. Throws where it can't be opened. */
export async function openAsFile({ mapped, path, segment }) {
    if (!mapped || path === undefined)
        return undefined;
    await judgePath(path, segment);
    return openSync(path, 'r+');
}
/** In another PID namespace the same path is another file: what is written there would be lost, or harm. */
async function judgePath(path, segment) {
    const target = await readlink(path);
    if (!target.startsWith(`/memfd:outrigger-segment-${segment} `))
        throw new Error('it is not the segment');
}
class MappedAccess {
    whyNotMapped = '';
    bytes;
    #mapping;
    constructor(mapping, bytes) {
        this.#mapping = mapping;
        this.bytes = new Uint8Array(mapping.buffer, 0, bytes);
    }
    async write(offset, data) {
        this.bytes.set(data, offset);
    }
    async read(offset, length) {
        return this.bytes.slice(offset, offset + length);
    }
    async retire() {
        this.#mapping.retire();
    }
}
class FileAccess {
    bytes = undefined;
    whyNotMapped;
    #file;
    constructor(file, why) {
        this.#file = file;
        this.whyNotMapped = why;
    }
    async write(offset, data) {
        for (let done = 0; done < data.byteLength;) {
            done += (await this.#file.write(data, done, data.byteLength - done, offset + done)).bytesWritten;
        }
    }
    async read(offset, length) {
        const data = new Uint8Array(length);
        for (let done = 0; done < length;) {
            const { bytesRead } = await this.#file.read(data, done, length - done, offset + done);
            if (bytesRead === 0)
                throw new Error('the segment ended early');
            done += bytesRead;
        }
        return data;
    }
    retire() {
        return this.#file.close();
    }
}
const CALL_BYTES = 1024 * 1024;
/** What a frame holds besides the bytes, generously. */
const FRAME_OVERHEAD = 1024;
class CallAccess {
    bytes = undefined;
    whyNotMapped;
    #segment;
    #by;
    constructor(segment, by, why) {
        this.#segment = segment;
        this.#by = by;
        this.whyNotMapped = why;
    }
    async write(offset, data) {
        const step = await this.#step();
        for (let done = 0; done < data.byteLength; done += step) {
            const part = data.subarray(done, done + step);
            await this.#by.call('segment/write', { segment: this.#segment, offset: offset + done, data: part });
        }
    }
    async read(offset, length) {
        const step = await this.#step();
        const all = new Uint8Array(length);
        for (let done = 0; done < length; done += step) {
            const range = { segment: this.#segment, offset: offset + done, length: Math.min(step, length - done) };
            all.set((await this.#by.call('segment/read', range)).data, done);
        }
        return all;
    }
    async retire() { }
    async #step() {
        const { frameBytes, replyBytes } = (await this.#by.info()).limits;
        return Math.min(CALL_BYTES, frameBytes - FRAME_OVERHEAD, replyBytes - FRAME_OVERHEAD);
    }
}
