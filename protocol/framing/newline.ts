/**
 * Newline framing: one JSON message a line. Blank lines are skipped, a carriage return before the line's end is white
 * space of the JSON, and at the end of the stream a last line counts without its `\n`. Never looks into the JSON.
 */
import type { Buffer } from 'node:buffer';
import { tooLarge } from '../errors.ts';
import { Assembly } from './assembly.ts';
import { type Allocate, ChunkBody, type FrameBody, type FrameBounds, type Framing, type FramingSink } from './frame.ts';

const NEWLINE = 0x0a;

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i];
    if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) return false;
  }
  return true;
}

export class NewlineFraming implements Framing {
  /** A line's length isn't known before its end is seen, so bytes always come by `push`. */
  readonly target = null;
  readonly #sink: FramingSink;
  readonly #most: number;
  readonly #line: Assembly;
  #closed = false;

  constructor(sink: FramingSink, bounds: FrameBounds, allocate: Allocate) {
    this.#sink = sink;
    this.#most = bounds.frameBytes;
    this.#line = new Assembly(allocate, bounds.frameBytes);
  }

  push(chunk: Buffer): void {
    let start = 0;
    while (!this.#closed && start < chunk.length) {
      const newline = chunk.indexOf(NEWLINE, start);
      const end = newline === -1 ? chunk.length : newline;
      const size = this.#line.length + end - start;
      if (size > this.#most) {
        this.#refuse(size);
      } else if (newline === -1) {
        this.#line.append(chunk, start, end, size, false);
      } else if (this.#line.length > 0) {
        this.#line.append(chunk, start, end, size, false);
        this.#giveLine();
      } else if (!isBlank(chunk, start, end)) {
        this.#give(new ChunkBody(chunk.subarray(start, end)));
      }
      start = end + 1;
    }
  }

  advance(): void {
    throw new Error('newline framing has no read target');
  }

  end(): void {
    if (!this.#closed && this.#line.length > 0) this.#giveLine();
    this.close();
  }

  close(): void {
    this.#closed = true;
    this.#line.drop();
  }

  #giveLine(): void {
    const body = this.#line.take();
    if (!isBlank(body.bytes, 0, body.bytes.length)) this.#give(body);
    body.release();
  }

  #give(body: FrameBody): void {
    this.#sink.frame({ body, codec: 'json', contentType: undefined, scanned: undefined });
  }

  #refuse(size: number): void {
    this.close();
    const error = tooLarge('frameBytes', this.#most, size);
    this.#sink.refuse({ error, id: null, ends: true, reason: 'a line over frameBytes' });
  }
}
