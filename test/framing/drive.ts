/**
 * Drives a framing as a socket door does: through one read buffer that is overwritten by each read, or straight into
 * the framing's target. Records what came out, and how much memory was asked for.
 */
import { Buffer } from 'node:buffer';
import { ContentLengthFraming } from '../../protocol/framing/content-length.ts';
import type { Allocate, FrameBounds, Framing, FramingSink } from '../../protocol/framing/frame.ts';
import { MessagePackRpcFraming } from '../../protocol/framing/msgpack-rpc.ts';
import { NewlineFraming } from '../../protocol/framing/newline.ts';

export const BOUNDS: FrameBounds = {
  frameBytes: 1 << 20,
  headerBytes: 4096,
  depth: 128,
  elements: 10_000,
  containers: 1000,
};

export const FRAMINGS = {
  'content-length': ContentLengthFraming,
  newline: NewlineFraming,
  'msgpack-rpc': MessagePackRpcFraming,
};

export interface Recorded {
  frames: { bytes: Buffer; codec: string; contentType: string | undefined; scanned: number | undefined }[];
  refusals: { error: string | undefined; limit: unknown; id: string | number | null; ends: boolean; reason: string }[];
  /** Bytes allocated and not yet released, and the most that they ever were. */
  held: number;
  mostHeld: number;
  allocations: number;
}

export interface Driven extends Recorded {
  framing: Framing;
}

/** A framing whose output and allocations are recorded. */
export function record(kind: keyof typeof FRAMINGS, bounds: FrameBounds = BOUNDS): Driven {
  const recorded: Recorded = { frames: [], refusals: [], held: 0, mostHeld: 0, allocations: 0 };
  const sink: FramingSink = {
    frame: ({ body, codec, contentType, scanned }) =>
      recorded.frames.push({ bytes: Buffer.from(body.bytes), codec, contentType, scanned }),
    refuse: ({ error, id, ends, reason }) =>
      recorded.refusals.push({ error: error?.name, limit: error?.data.limit, id, ends, reason }),
  };
  const allocate: Allocate = (size) => {
    recorded.allocations += 1;
    recorded.held += size;
    recorded.mostHeld = Math.max(recorded.mostHeld, recorded.held);
    let holds = 1;
    return {
      bytes: new Uint8Array(size),
      retainable: true,
      retain() {
        holds += 1;
      },
      release() {
        holds -= 1;
        if (holds === 0) recorded.held -= size;
      },
    };
  };
  const framing = new FRAMINGS[kind](sink, bounds, allocate);
  return Object.assign(recorded, { framing });
}

/** Feeds `stream` in reads of the sizes that `nextSize` gives, into the target where there is one. */
export function feed(framing: Framing, stream: Buffer, nextSize: () => number): void {
  const readBuffer = Buffer.alloc(65_536);
  let at = 0;
  while (at < stream.length) {
    const target = framing.target;
    const into = target ?? readBuffer;
    const size = Math.min(nextSize(), into.length, stream.length - at);
    stream.copy(into, 0, at, at + size);
    at += size;
    if (target === null) {
      framing.push(readBuffer.subarray(0, size));
      readBuffer.fill(0xee);
    } else framing.advance(size);
  }
}
