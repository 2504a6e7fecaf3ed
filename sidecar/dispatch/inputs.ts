/**
 * Turns the sources of a request into ranges the kernel can read: arena memory (in place where the bytes already lie
 * there, else copied once) or an open file. Everything it acquires is given back at the call's end.
 */
import { invalidParams } from '../../protocol/errors.ts';
import { type Limits, RANGE_BYTES_MAX } from '../../protocol/limits.ts';
import type { SegmentRange, Source } from '../../protocol/sources.ts';
import type { Arena } from '../arena/arena.ts';
import type { Segments } from '../arena/segments.ts';
import type { ActiveCall } from './active-call.ts';
import { openFile } from './files.ts';

export interface MemoryInput {
  readonly address: number;
  readonly length: number;
}

export interface FileInput {
  readonly fd: number;
  readonly offset: number;
  readonly length: number;
}

type InlineSource = Extract<Source, { kind: 'bytes' | 'text' | 'base64' }>;
/** A source that is in memory when the request is: all but files. */
export type MemorySource = Exclude<Source, { kind: 'file' }>;

/** Bytes of a base64 text, by its length and padding; whether it is strict is found when it is decoded. */
function base64Bytes(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return (text.length / 4) * 3 - padding;
}

export class Inputs {
  private readonly call: ActiveCall;
  private readonly arena: Arena;
  private readonly segments: Segments;
  private readonly limits: Limits;

  constructor(call: ActiveCall, arena: Arena, segments: Segments, limits: Limits) {
    this.call = call;
    this.arena = arena;
    this.segments = segments;
    this.limits = limits;
  }

  /** Bytes that a source brings along in the request; 0 for ranges of segments and files. */
  inlineBytes(source: Source, field: string): number {
    switch (source.kind) {
      case 'bytes':
        return source.bytes.length;
      case 'text':
        return Buffer.byteLength(source.text);
      case 'base64':
        if (source.base64.length % 4 !== 0) throw invalidParams(`${field}.base64`, 'padded base64');
        return base64Bytes(source.base64);
      default:
        return 0;
    }
  }

  /** Bytes of a memory source, before it is resolved. */
  memoryBytes(source: MemorySource, field: string): number {
    return source.kind === 'segment' ? source.length : this.inlineBytes(source, field);
  }

  /** A range for a table or a result, given back at the call's end. */
  scratch(bytes: number): number {
    const range = this.arena.allocate(bytes);
    this.call.own(() => this.arena.release(range));
    return range.address;
  }

  /**
   * A source's bytes in the arena. `atOnce` promises that the job runs before `start` returns, so that bytes in the
   * shared read buffer may be read in place.
   */
  memory(source: MemorySource, field: string, atOnce: boolean): MemoryInput {
    if (source.kind === 'segment') return this.segment(source, field);
    if (source.kind === 'bytes' && this.arena.holds(source.bytes)) {
      const { frame } = this.call.request;
      if (atOnce || frame.retainable) {
        if (!atOnce) this.retainFrame();
        return { address: source.bytes.byteOffset, length: source.bytes.length };
      }
    }
    return this.copy(source, field);
  }

  /** A segment's range, as source or destination. */
  segment(range: SegmentRange, field: string): MemoryInput {
    const use = this.segments.use(this.call.connection.id, range.segment, range.offset, range.length, field);
    this.call.own(() => use.release());
    return use;
  }

  /** Opens a file and checks the range. A file that only exists as content (/proc) comes back as memory. */
  async file(source: Extract<Source, { kind: 'file' }>, field: string): Promise<FileInput | MemoryInput> {
    const file = await openFile(source.path, this.limits);
    this.call.own(() => file.close());
    this.call.throwIfEnded();
    const { offset } = source;
    if (offset > file.size) throw invalidParams(`${field}.offset`, `at most ${file.size}, the file's bytes`);
    const rest = file.size - offset;
    const length = source.length ?? rest;
    if (length > rest) throw invalidParams(`${field}.length`, `at most ${rest}, from the offset to the file's end`);
    if (file.content === undefined) return { fd: file.fd, offset, length };
    return this.copy({ kind: 'bytes', bytes: file.content.subarray(offset, offset + length) }, field);
  }

  private retainFrame(): void {
    const { frame } = this.call.request;
    frame.retain();
    this.call.own(() => frame.release());
  }

  private copy(source: InlineSource, field: string): MemoryInput {
    const length = this.inlineBytes(source, field);
    if (length > RANGE_BYTES_MAX) throw invalidParams(field, `at most ${RANGE_BYTES_MAX} bytes`);
    const address = this.scratch(length);
    const target = Buffer.from(this.arena.buffer, address, length);
    if (source.kind === 'bytes') target.set(source.bytes);
    else if (source.kind === 'text') writeText(source.text, target, field);
    else decodeBase64(source.base64, target, field);
    return { address, length };
  }
}

function writeText(text: string, target: Buffer, field: string): void {
  if (!text.isWellFormed()) throw invalidParams(field, 'text without lone surrogates');
  target.write(text, 'utf8');
}

/** The decoder skips what is no base64, so a strict text is one that encodes to itself; compared without a copy of it. */
function decodeBase64(text: string, target: Buffer, field: string): void {
  const written = target.write(text, 'base64');
  const body = text.length - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
  const strict = written === target.length && /^[A-Za-z0-9+/]*={0,2}$/.test(text) && endsInZeroBits(text, body);
  if (!strict) throw invalidParams(`${field}.base64`, 'padded base64 (RFC 4648 §4)');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bits of the last character that belong to no byte must be zero. */
function endsInZeroBits(text: string, body: number): boolean {
  const spare = body % 4 === 2 ? 0b1111 : body % 4 === 3 ? 0b11 : 0;
  return spare === 0 || (ALPHABET.indexOf(text[body - 1] ?? '') & spare) === 0;
}
