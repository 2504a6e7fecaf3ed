/**
 * The slow path for MessagePack that a decoder must not see (text that is no UTF-8, extensions, `__proto__`): names the field
 * at fault, and still finds the message's id, so that one bad value costs one error and not the connection.
 * Runs only on bytes that the scan has walked: they are complete, and within the bound of depth.
 */
import { type Buffer, isUtf8 } from 'node:buffer';
import type { FrameBounds } from '../framing/frame.ts';
import { FIXED_BYTES, MessagePackScan } from '../framing/msgpack-scan.ts';

/** Where a value lies. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is wrong, and where, from the value that was searched. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly expected: string;
}

interface Head {
  readonly kind: 'array' | 'map' | 'str' | 'ext' | 'other';
  /** Elements of a container, bytes of any other value behind its token and length. */
  readonly count: number;
  /** Where the elements or bytes begin. */
  readonly at: number;
}

const TEXT = 'UTF-8 text (other bytes are sent as bin)';
const NO_EXTENSION = 'a value that is no MessagePack extension';
const NAME = 'text as the name of every field';
const NO_PROTO = 'no field of the name __proto__';

/** The token and length at `start`, which must be complete. */
export function readHead(bytes: Buffer, start: number): Head {
  const token = bytes[start] as number;
  const at = start + 1;
  if (token >= 0x80 && token <= 0x8f) return { kind: 'map', count: token & 0x0f, at };
  if (token >= 0x90 && token <= 0x9f) return { kind: 'array', count: token & 0x0f, at };
  if (token >= 0xa0 && token <= 0xbf) return { kind: 'str', count: token & 0x1f, at };
  if (token === 0xd9) return { kind: 'str', count: bytes.readUInt8(at), at: at + 1 };
  if (token === 0xda) return { kind: 'str', count: bytes.readUInt16BE(at), at: at + 2 };
  if (token === 0xdb) return { kind: 'str', count: bytes.readUInt32BE(at), at: at + 4 };
  if (token === 0xdc) return { kind: 'array', count: bytes.readUInt16BE(at), at: at + 2 };
  if (token === 0xdd) return { kind: 'array', count: bytes.readUInt32BE(at), at: at + 4 };
  if (token === 0xde) return { kind: 'map', count: bytes.readUInt16BE(at), at: at + 2 };
  if (token === 0xdf) return { kind: 'map', count: bytes.readUInt32BE(at), at: at + 4 };
  if (token === 0xc4) return { kind: 'other', count: bytes.readUInt8(at), at: at + 1 };
  if (token === 0xc5) return { kind: 'other', count: bytes.readUInt16BE(at), at: at + 2 };
  if (token === 0xc6) return { kind: 'other', count: bytes.readUInt32BE(at), at: at + 4 };
  // an extension's type byte is one of its bytes
  if (token === 0xc7) return { kind: 'ext', count: bytes.readUInt8(at) + 1, at: at + 1 };
  if (token === 0xc8) return { kind: 'ext', count: bytes.readUInt16BE(at) + 1, at: at + 2 };
  if (token === 0xc9) return { kind: 'ext', count: bytes.readUInt32BE(at) + 1, at: at + 4 };
  if (token >= 0xca && token <= 0xd8) {
    return { kind: token >= 0xd4 ? 'ext' : 'other', count: FIXED_BYTES[token - 0xca] as number, at };
  }
  return { kind: 'other', count: 0, at };
}

export class MessagePackWalk {
  readonly #bytes: Buffer;
  readonly #scan: MessagePackScan;
  /** Where the search for a fault has come to. */
  #at = 0;

  constructor(bytes: Buffer, bounds: FrameBounds) {
    this.#bytes = bytes;
    this.#scan = new MessagePackScan(bounds);
  }

  isMap(start: number): boolean {
    return readHead(this.#bytes, start).kind === 'map';
  }

  isArray(start: number): boolean {
    return readHead(this.#bytes, start).kind === 'array';
  }

  /** The elements of an array, or of a map key, value, key, value; none of anything else. */
  *children(start: number): Generator<Span, void> {
    const { kind, count, at } = readHead(this.#bytes, start);
    const values = kind === 'map' ? count * 2 : kind === 'array' ? count : 0;
    let from = at;
    for (let i = 0; i < values; i += 1) {
      const end = this.#end(from);
      yield { start: from, end };
      from = end;
    }
  }

  /** The members of a map whose keys are text. */
  *members(start: number): Generator<[string, Span], void> {
    if (!this.isMap(start)) return;
    let name: string | undefined;
    let isKey = true;
    for (const span of this.children(start)) {
      if (isKey) name = this.text(span.start);
      else if (name !== undefined) yield [name, span];
      isKey = !isKey;
    }
  }

  /** The text of a `str` that is UTF-8; undefined for anything else. */
  text(start: number): string | undefined {
    const { kind, at, count } = readHead(this.#bytes, start);
    if (kind !== 'str' || !isUtf8(this.#bytes.subarray(at, at + count))) return undefined;
    return this.#bytes.toString('utf8', at, at + count);
  }

  /** What SCAN_* flags the value at `start` has by itself. */
  flags(start: number): number {
    this.#end(start);
    return this.#scan.flags;
  }

  /** The first fault in the value at `start`, found in one pass over its bytes. */
  fault(start: number): Fault | undefined {
    const path: (string | number)[] = [];
    this.#at = start;
    const expected = this.#search(path);
    return expected === undefined ? undefined : { path, expected };
  }

  #end(start: number): number {
    this.#scan.reset();
    this.#scan.run(this.#bytes, start, this.#bytes.length);
    return this.#scan.position;
  }

  /** Searches the value at the cursor and moves behind it, or leaves the way to its fault in `path`. */
  #search(path: (string | number)[]): string | undefined {
    const start = this.#at;
    const { kind, count, at } = readHead(this.#bytes, start);
    if (kind === 'map' || kind === 'array') {
      this.#at = at;
      return kind === 'map' ? this.#searchMap(count, path) : this.#searchArray(count, path);
    }
    if (kind === 'ext') return NO_EXTENSION;
    if (kind === 'str' && this.text(start) === undefined) return TEXT;
    this.#at = this.#end(start);
    return undefined;
  }

  #searchArray(count: number, path: (string | number)[]): string | undefined {
    for (let index = 0; index < count; index += 1) {
      path.push(index);
      const expected = this.#search(path);
      if (expected !== undefined) return expected;
      path.pop();
    }
    return undefined;
  }

  #searchMap(count: number, path: (string | number)[]): string | undefined {
    for (let entry = 0; entry < count; entry += 1) {
      const name = this.text(this.#at);
      if (name === undefined) return NAME;
      if (name === '__proto__') return NO_PROTO;
      this.#at = this.#end(this.#at);
      path.push(name);
      const expected = this.#search(path);
      if (expected !== undefined) return expected;
      path.pop();
    }
    return undefined;
  }
}
