/** `hash/*`: digests of records, messages and files. Shapes only. */
import * as v from 'valibot';
import { type CommonParams, params, type Timed } from '../envelope.ts';
import type { ErrorObject } from '../errors.ts';
import { document, integer, integers, listOf, oneOf } from '../schema.ts';
import { destination, isAbsolutePath, type SegmentRange, type SourceInput, source } from '../sources.ts';

export type Algorithm = 'sha256' | 'blake3';
/** `auto` takes the fastest for the shape. */
export type Engine = 'auto' | 'wasm' | 'openssl';

/** Both algorithms have digests of 32 bytes. */
export const DIGEST_BYTES = 32;
export const DEFAULT_RECORD_SIZE = 64;

const algorithm = oneOf('sha256', 'blake3');
const engine = v.optional(oneOf('auto', 'wasm', 'openssl'), 'auto');

export interface HashRecordsParams extends CommonParams {
  algorithm: Algorithm;
  /** Bytes a record; 64 if absent. The data's length must be a multiple of it. */
  recordSize?: number | undefined;
  data: SourceInput;
  into?: SegmentRange | undefined;
  engine?: Engine | undefined;
}

export interface HashDigests extends Timed {
  count: number;
  /** 32 bytes each, one after another; absent with `into`. */
  digests?: Uint8Array;
}

export const hashRecordsParams = params({
  algorithm,
  recordSize: v.optional(integer(1), DEFAULT_RECORD_SIZE),
  data: source,
  into: v.optional(destination),
  engine,
});

export interface HashMessagesParams extends CommonParams {
  algorithm: Algorithm;
  /** With `lengths`: the messages, one after another. */
  data?: SourceInput | undefined;
  lengths?: number[] | undefined;
  /** Instead of `data` and `lengths`. */
  messages?: SourceInput[] | undefined;
  into?: SegmentRange | undefined;
  engine?: Engine | undefined;
}

export const hashMessagesParams = params({
  algorithm,
  data: v.optional(source),
  lengths: v.optional(integers('a list of lengths')),
  messages: v.optional(listOf(source, 'a list of sources')),
  into: v.optional(destination),
  engine,
});

export interface HashFilesParams extends CommonParams {
  algorithm: Algorithm;
  /** Absolute paths; a name that is no UTF-8 as its bytes. */
  paths: (string | Uint8Array)[];
  engine?: Engine | undefined;
}

/** The digest is lower-case hex in every dialect. */
export type FileDigest =
  | { path: string | Uint8Array; bytes: number; digest: string }
  | { path: string | Uint8Array; error: ErrorObject };

export interface HashFilesResult extends Timed {
  /** In the order of `paths`. */
  files: FileDigest[];
}

function isFileName(input: unknown): input is string | Uint8Array {
  if (typeof input === 'string') return isAbsolutePath(input);
  return input instanceof Uint8Array && isAbsolutePath(Buffer.from(input).toString('latin1'));
}

const fileName = document(
  v.pipe(
    v.unknown(),
    v.transform((input) => decodeName(input)),
    v.custom<string | Uint8Array>(isFileName, 'an absolute path: a string, or bytes'),
  ),
  { oneOf: [{ type: 'string' }, { $ref: '#/components/schemas/Bytes' }] },
);

/** `{base64}` is bytes in every dialect. */
function decodeName(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, 'base64')) return input;
  const { base64 } = input as { base64: unknown };
  if (typeof base64 !== 'string') return input;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? new Uint8Array(bytes) : input;
}

export const hashFilesParams = params({ algorithm, paths: listOf(fileName, 'a list of absolute paths'), engine });
