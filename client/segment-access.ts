/**
 * How this process reaches a segment's bytes: mapped pages, file I/O at positions, or calls. The best that works is
 * taken; all three read and write the same bytes. Ranges were checked by the segment.
 */
import { openSync } from 'node:fs';
import { type FileHandle, open, readlink } from 'node:fs/promises';
import type { SegmentOpenResult } from '../protocol/index.ts';
import type { Call } from './call.ts';
import { type Mapping, mapFile, whyNotMapped } from './mapping.ts';
import type { ServerInfo } from './server.ts';

export interface Access {
  /** Only where the pages are mapped. */
  readonly bytes: Uint8Array | undefined;
  /** Why there are no `bytes`. */
  readonly whyNotMapped: string;
  write(offset: number, data: Uint8Array): Promise<void>;
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Ends the access: nothing that came of it can touch the segment any more. */
  retire(): Promise<void>;
}

/** What a segment is reached through. */
export interface Reach {
  call: Call;
  info: () => Promise<ServerInfo>;
}

/** Reaches the first `bytes` of a segment. `used`: it has pages already, which are then brought in at once. */
export async function reach(lease: SegmentOpenResult, bytes: number, used: boolean, by: Reach): Promise<Access> {
  const { path } = lease;
  if (!lease.mapped || path === undefined)
    return new CallAccess(lease.segment, by, 'the sidecar has no mapped segments');
  const unable = whyNotMapped();
  try {
    await judgePath(path, lease.segment);
    if (unable !== undefined) return new FileAccess(await open(path, 'r+'), unable);
    return new MappedAccess(mapFile(path, bytes, used), bytes);
  } catch (error) {
    const why = `${path} can't be reached: ${error instanceof Error ? error.message : error}`;
    return new CallAccess(lease.segment, by, why);
  }
}

/** The descriptor of a segment as a file, the caller's to close; undefined where the sidecar has no such. Throws where it can't be opened. */
export async function openAsFile({ mapped, path, segment }: SegmentOpenResult): Promise<number | undefined> {
  if (!mapped || path === undefined) return undefined;
  await judgePath(path, segment);
  return openSync(path, 'r+');
}

/** In another PID namespace the same path is another file: what is written there would be lost, or harm. */
async function judgePath(path: string, segment: string): Promise<void> {
  const target = await readlink(path);
  if (!target.startsWith(`/memfd:outrigger-segment-${segment} `)) throw new Error('it is not the segment');
}

class MappedAccess implements Access {
  readonly whyNotMapped = '';
  readonly bytes: Uint8Array;
  readonly #mapping: Mapping;

  constructor(mapping: Mapping, bytes: number) {
    this.#mapping = mapping;
    this.bytes = new Uint8Array(mapping.buffer, 0, bytes);
  }

  async write(offset: number, data: Uint8Array): Promise<void> {
    this.bytes.set(data, offset);
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    return this.bytes.slice(offset, offset + length);
  }

  async retire(): Promise<void> {
    this.#mapping.retire();
  }
}

class FileAccess implements Access {
  readonly bytes = undefined;
  readonly whyNotMapped: string;
  readonly #file: FileHandle;

  constructor(file: FileHandle, why: string) {
    this.#file = file;
    this.whyNotMapped = why;
  }

  async write(offset: number, data: Uint8Array): Promise<void> {
    for (let done = 0; done < data.byteLength; ) {
      done += (await this.#file.write(data, done, data.byteLength - done, offset + done)).bytesWritten;
    }
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const data = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const { bytesRead } = await this.#file.read(data, done, length - done, offset + done);
      if (bytesRead === 0) throw new Error('the segment ended early');
      done += bytesRead;
    }
    return data;
  }

  retire(): Promise<void> {
    return this.#file.close();
  }
}

const CALL_BYTES = 1024 * 1024;
/** What a frame holds besides the bytes, generously. */
const FRAME_OVERHEAD = 1024;

class CallAccess implements Access {
  readonly bytes = undefined;
  readonly whyNotMapped: string;
  readonly #segment: string;
  readonly #by: Reach;

  constructor(segment: string, by: Reach, why: string) {
    this.#segment = segment;
    this.#by = by;
    this.whyNotMapped = why;
  }

  async write(offset: number, data: Uint8Array): Promise<void> {
    const step = await this.#step();
    for (let done = 0; done < data.byteLength; done += step) {
      const part = data.subarray(done, done + step);
      await this.#by.call('segment/write', { segment: this.#segment, offset: offset + done, data: part });
    }
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const step = await this.#step();
    const all = new Uint8Array(length);
    for (let done = 0; done < length; done += step) {
      const range = { segment: this.#segment, offset: offset + done, length: Math.min(step, length - done) };
      all.set((await this.#by.call('segment/read', range)).data, done);
    }
    return all;
  }

  async retire(): Promise<void> {}

  async #step(): Promise<number> {
    const { frameBytes, replyBytes } = (await this.#by.info()).limits;
    return Math.min(CALL_BYTES, frameBytes - FRAME_OVERHEAD, replyBytes - FRAME_OVERHEAD);
  }
}
