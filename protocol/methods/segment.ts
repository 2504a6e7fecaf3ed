/** `segment/*`: ranges of the arena that a connection leases, mapped into the client where the platform can. */
import * as v from 'valibot';
import { type CommonParams, params } from '../envelope.ts';
import { flag, integer, text } from '../schema.ts';
import { type SourceInput, source } from '../sources.ts';

export interface SegmentOpenParams extends CommonParams {
  /** Rounded up to pages. */
  bytes: number;
  /** Also send the file descriptor, by SCM_RIGHTS, with the reply's first byte (Unix sockets only). */
  passDescriptor?: boolean | undefined;
}

export interface SegmentOpenResult {
  /** Opaque, and never reused. */
  segment: string;
  /** The bound of its ranges. */
  bytes: number;
  /** Whether another process can map it. */
  mapped: boolean;
  /** What a process of the same user opens and maps; absent when it is not mapped. */
  path?: string;
}

export interface SegmentCloseParams extends CommonParams {
  segment: string;
}

export interface SegmentWriteParams extends CommonParams {
  segment: string;
  offset: number;
  data: SourceInput;
}

export interface SegmentReadParams extends CommonParams {
  segment: string;
  offset: number;
  length: number;
}

export interface SegmentReadResult {
  data: Uint8Array;
}

const segment = text("a segment's id, a string");

export const segmentOpenParams = params({ bytes: integer(1), passDescriptor: v.optional(flag(), false) });
export const segmentCloseParams = params({ segment });
export const segmentWriteParams = params({ segment, offset: integer(), data: source });
export const segmentReadParams = params({ segment, offset: integer(), length: integer() });
