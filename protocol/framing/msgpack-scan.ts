/**
 * One resumable walk over MessagePack bytes: finds where a value ends, and counts what a decoder would allocate for. It
 * keeps no bytes and decodes nothing, so that a frame that passes a limit costs no more than its bytes.
 * Format: the MessagePack specification, "Formats".
 */
import { type Buffer, isUtf8 } from 'node:buffer';
import { type ProtocolError, tooLarge } from '../errors.ts';
import type { FrameBounds } from './frame.ts';

/** A `str` that is no UTF-8: a decoder would replace its bytes silently. */
export const SCAN_BAD_TEXT = 1;
/** An extension type: msgpackr obeys some of them, whatever its options. */
export const SCAN_EXTENSION = 2;
/** A `str` `__proto__`, perhaps a key: msgpackr renames it silently. */
export const SCAN_PROTO = 4;
/** A `str` that lay in two chunks and was not checked: scan the whole frame again. */
export const SCAN_UNCHECKED = 8;
/** A `str` that begins with a byte order mark and is long: msgpackr swallows the mark. */
export const SCAN_MARK = 16;

/** What a walk came to: more bytes are needed, a value is complete, 0xc1 was met, or a length is over the bound. */
export type ScanState = 'more' | 'done' | 'lost' | 'over';

const PROTO = '__proto__';
/** Up to here a loop over the bytes beats the call into isUtf8 (26 ns). */
const SHORT_TEXT = 32;

/** By token from 0xc0 on: bytes of the length that follows it; 0 where none does. */
const LENGTH_BYTES = new Uint8Array(32);
for (const [token, bytes] of [
  [0xc4, 1],
  [0xc5, 2],
  [0xc6, 4],
  [0xc7, 1],
  [0xc8, 2],
  [0xc9, 4],
  [0xd9, 1],
  [0xda, 2],
] as const)
  LENGTH_BYTES[token - 0xc0] = bytes;
for (const [token, bytes] of [
  [0xdb, 4],
  [0xdc, 2],
  [0xdd, 4],
  [0xde, 2],
  [0xdf, 4],
] as const)
  LENGTH_BYTES[token - 0xc0] = bytes;

/** By token from 0xca (float 32) to 0xd8 (fixext 16): bytes that follow it, the type byte of an extension included. */
export const FIXED_BYTES = Uint8Array.from([4, 8, 1, 2, 4, 8, 1, 2, 4, 8, 2, 3, 5, 9, 17]);

function isText(bytes: Buffer, start: number, end: number): boolean {
  if (end - start <= SHORT_TEXT) {
    let high = 0;
    for (let i = start; i < end; i += 1) high |= bytes[i] as number;
    if (high < 0x80) return true;
  }
  return isUtf8(bytes.subarray(start, end));
}

/** Bytes of the longest text that msgpackr reads by itself; longer ones go to a `TextDecoder`, which swallows one U+FEFF. */
const OWN_TEXT_MAX = 64;

/** Whether a `str` of `length` bytes at `at` loses its first character when it is decoded. */
export function losesMark(bytes: Buffer, at: number, length: number): boolean {
  return length > OWN_TEXT_MAX && bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

export class MessagePackScan {
  readonly #bounds: FrameBounds;
  /** Values that are still to come, at every level: the frame ends when none is. */
  #values = 1;
  /** Payload bytes of the value under way that are still to come. */
  #skip = 0;
  /** A length that straddles two chunks: its token, what is read of it, and its bytes to come. */
  #token = 0;
  #partial = 0;
  #lengthLeft = 0;
  /** Bytes of the frame that were walked. */
  #walked = 0;
  #elements = 0;
  #containers = 0;
  /** Values to come by level, the one that is open included; index 0 is unused. */
  readonly #open: Float64Array;
  /** The innermost open level; -1 once the depth is passed and levels are no longer counted. */
  #level = 0;
  #flags = 0;
  #refusal: ProtocolError | undefined;

  constructor(bounds: FrameBounds) {
    this.#bounds = bounds;
    this.#open = new Float64Array(bounds.depth + 1);
  }

  get flags(): number {
    return this.#flags;
  }

  /** The first limit that the frame passes. The walk goes on to the frame's end all the same. */
  get refusal(): ProtocolError | undefined {
    return this.#refusal;
  }

  /** Payload bytes of the value under way that must follow, whatever they are. */
  get skip(): number {
    return this.#skip;
  }

  /** The least that the whole frame can be, in bytes, by what was walked. */
  get atLeast(): number {
    return this.#walked + this.#skip + this.#lengthLeft + this.#values;
  }

  reset(): void {
    this.#values = 1;
    this.#skip = 0;
    this.#lengthLeft = 0;
    this.#walked = 0;
    this.#elements = 0;
    this.#containers = 0;
    this.#level = 0;
    this.#flags = 0;
    this.#refusal = undefined;
  }

  /** `n` bytes of the payload under way were read elsewhere. */
  skipped(n: number): ScanState {
    this.#skip -= n;
    this.#walked += n;
    return this.#skip === 0 && this.#values === 0 ? 'done' : 'more';
  }

  /** Where `run` stopped. */
  position = 0;

  /** Walks `bytes` from `start` to `end`, or to the frame's end: `position` is where it stopped. */
  run(bytes: Buffer, start: number, end: number): ScanState {
    const most = this.#bounds.frameBytes;
    let at = start;
    if (this.#lengthLeft > 0) at = this.#resumeLength(bytes, at, end);
    if (this.#skip > 0) {
      const step = Math.min(this.#skip, end - at);
      this.#skip -= step;
      at += step;
    }
    // more values to come than the frame may have bytes: it is over the bound, whatever follows
    while (at < end && this.#values > 0 && this.#values <= most) {
      const token = bytes[at] as number;
      at += 1;
      if (token < 0x80 || token >= 0xe0) this.#leaf();
      else if (token < 0x90) this.#container(token & 0x0f, 2);
      else if (token < 0xa0) this.#container(token & 0x0f, 1);
      else if (token < 0xc0) at = this.#text(bytes, at, end, token & 0x1f);
      else if (token === 0xc1) return 'lost';
      else at = this.#long(bytes, at, end, token);
    }
    this.#walked += at - start;
    this.position = at;
    if (this.atLeast > most) return 'over';
    return this.#values === 0 && this.#skip === 0 ? 'done' : 'more';
  }

  /** A token from 0xc0 up to 0xdf; returns where the walk goes on. */
  #long(bytes: Buffer, start: number, end: number, token: number): number {
    if (token < 0xc4) {
      this.#leaf();
      return start;
    }
    const lengthBytes = LENGTH_BYTES[token - 0xc0] as number;
    if (lengthBytes === 0) return this.#payload(start, end, FIXED_BYTES[token - 0xca] as number, token >= 0xd4);
    if (end - start < lengthBytes) {
      this.#token = token;
      this.#partial = 0;
      this.#lengthLeft = lengthBytes;
      return this.#resumeLength(bytes, start, end);
    }
    let length = bytes[start] as number;
    for (let i = 1; i < lengthBytes; i += 1) length = length * 256 + (bytes[start + i] as number);
    return this.#sized(bytes, start + lengthBytes, end, token, length);
  }

  #resumeLength(bytes: Buffer, start: number, end: number): number {
    let at = start;
    while (this.#lengthLeft > 0 && at < end) {
      this.#partial = this.#partial * 256 + (bytes[at] as number);
      this.#lengthLeft -= 1;
      at += 1;
    }
    return this.#lengthLeft > 0 ? at : this.#sized(bytes, at, end, this.#token, this.#partial);
  }

  /** A value whose length was read. */
  #sized(bytes: Buffer, at: number, end: number, token: number, length: number): number {
    if (token >= 0xde) this.#container(length, 2);
    else if (token >= 0xdc) this.#container(length, 1);
    else if (token >= 0xd9) return this.#text(bytes, at, end, length);
    else if (token >= 0xc7) return this.#payload(at, end, length + 1, true);
    else return this.#payload(at, end, length, false);
    return at;
  }

  #payload(at: number, end: number, length: number, extension: boolean): number {
    if (extension) this.#flags |= SCAN_EXTENSION;
    this.#leaf();
    const present = Math.min(length, end - at);
    this.#skip = length - present;
    return at + present;
  }

  #text(bytes: Buffer, at: number, end: number, length: number): number {
    this.#leaf();
    if (end - at < length) {
      this.#flags |= SCAN_UNCHECKED;
      this.#skip = length - (end - at);
      return end;
    }
    if (!isText(bytes, at, at + length)) this.#flags |= SCAN_BAD_TEXT;
    else if (length === PROTO.length && bytes[at] === 0x5f && bytes.toString('latin1', at, at + length) === PROTO) {
      this.#flags |= SCAN_PROTO;
    } else if (losesMark(bytes, at, length)) {
      this.#flags |= SCAN_MARK;
    }
    return at + length;
  }

  /** A value that holds no others is complete, and with it perhaps the containers around it. */
  #leaf(): void {
    this.#values -= 1;
    while (this.#level > 0) {
      const left = (this.#open[this.#level] as number) - 1;
      this.#open[this.#level] = left;
      if (left > 0) return;
      this.#level -= 1;
    }
  }

  /** An array (1 value an element) or map (2) of `count` elements. */
  #container(count: number, valuesEach: 1 | 2): void {
    this.#containers += 1;
    this.#elements += count;
    if (this.#refusal === undefined) this.#judge();
    if (count === 0) {
      this.#leaf();
      return;
    }
    this.#values += count * valuesEach - 1;
    if (this.#level < 0) return;
    this.#level += 1;
    this.#open[this.#level] = count * valuesEach;
  }

  #judge(): void {
    const { depth, elements, containers } = this.#bounds;
    if (this.#elements > elements) this.#refusal = tooLarge('elements', elements, this.#elements);
    else if (this.#containers > containers) this.#refusal = tooLarge('containers', containers, this.#containers);
    else if (this.#level === depth) this.#refusal = tooLarge('depth', depth, depth + 1);
    // the frame is lost to us, and only its end counts: levels are no longer kept
    if (this.#refusal !== undefined) this.#level = -1;
  }
}
