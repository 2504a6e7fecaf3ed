/**
 * Every method that the sidecar answers: name → summary, parameter schema and result shape. The one table that the
 * dispatcher, the OpenRPC document, the typed clients and the docs are made from.
 */
import type * as v from 'valibot';
import type { CommonParams } from './envelope.ts';
import * as hash from './methods/hash.ts';
import * as prompt from './methods/prompt.ts';
import * as segment from './methods/segment.ts';
import * as server from './methods/server.ts';
import * as text from './methods/text.ts';
import type { JsonSchema } from './schema.ts';

/** Wire parameters and results by method name: what a typed client is made of. */
export interface Methods {
  'hash/records': { params: hash.HashRecordsParams; result: hash.HashDigests };
  'hash/messages': { params: hash.HashMessagesParams; result: hash.HashDigests };
  'hash/files': { params: hash.HashFilesParams; result: hash.HashFilesResult };
  'segment/open': { params: segment.SegmentOpenParams; result: segment.SegmentOpenResult };
  'segment/close': { params: segment.SegmentCloseParams; result: null };
  'segment/write': { params: segment.SegmentWriteParams; result: null };
  'segment/read': { params: segment.SegmentReadParams; result: segment.SegmentReadResult };
  'text/normalize': {
    params: text.NormalizeParams;
    result: text.NormalizeResult;
    packed: text.PackedNormalizeResult;
  };
  'text/scan': { params: text.ScanParams; result: text.ScanResult; packed: text.PackedScanResult };
  'text/redact': { params: text.RedactParams; result: text.RedactResult; packed: text.PackedRedactResult };
  'text/tokens': { params: text.TokensParams; result: text.TokensResult };
  'text/chunk': { params: text.ChunkParams; result: text.ChunkResult };
  'text/dedupe': { params: text.DedupeParams; result: text.DedupeResult; packed: text.PackedDedupeResult };
  'prompt/prepare': {
    params: prompt.PrepareParams;
    result: prompt.PrepareResult;
    packed: prompt.PackedPrepareResult;
  };
  'server/status': { params: CommonParams; result: server.ServerStatus };
  'server/stats': { params: CommonParams; result: server.ServerStats };
  'rpc.discover': { params: CommonParams; result: JsonSchema };
}

export type MethodName = keyof Methods;
export type ParamsOf<M extends MethodName> = Methods[M]['params'];
export type ResultOf<M extends MethodName> = Methods[M]['result'];
/** The result of a call with `packed`, where there is such. */
export type PackedOf<M extends MethodName> = Methods[M] extends { packed: infer P } ? P : never;

export interface MethodDescription {
  summary: string;
  params: v.GenericSchema;
  result: JsonSchema;
}

const integerSchema = { type: 'integer', minimum: 0 };
const bytesSchema = { $ref: '#/components/schemas/Bytes' };
const timing = {
  type: 'object',
  properties: { queueMs: { type: 'number' }, runMs: { type: 'number' }, workers: integerSchema },
  required: ['queueMs', 'runMs', 'workers'],
};

function object(properties: JsonSchema, required: string[] = Object.keys(properties)): JsonSchema {
  return { type: 'object', properties, required };
}

function listSchema(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

const names = listSchema({ type: 'string' });
const match = object({ rule: { type: 'string' }, start: integerSchema, end: integerSchema, text: integerSchema }, [
  'rule',
  'start',
  'end',
]);
const digests = object({ count: integerSchema, digests: bytesSchema, timing }, ['count', 'timing']);
const latency = object({
  count: integerSchema,
  mean: { type: 'number' },
  p50: { type: 'number' },
  p90: { type: 'number' },
  p99: { type: 'number' },
  max: { type: 'number' },
});

export const METHODS = {
  'hash/records': {
    summary: 'Digests of records of one size, over all workers.',
    params: hash.hashRecordsParams,
    result: digests,
  },
  'hash/messages': {
    summary: 'Digests of many messages of any length.',
    params: hash.hashMessagesParams,
    result: digests,
  },
  'hash/files': {
    summary: 'Digests of files that the sidecar reads itself.',
    params: hash.hashFilesParams,
    result: object({
      files: {
        type: 'array',
        items: {
          oneOf: [
            object({ path: {}, bytes: integerSchema, digest: { type: 'string' } }),
            object({ path: {}, error: { type: 'object' } }),
          ],
        },
      },
      timing,
    }),
  },
  'segment/open': {
    summary: 'Leases a range of the arena to this connection.',
    params: segment.segmentOpenParams,
    result: object(
      { segment: { type: 'string' }, bytes: integerSchema, mapped: { type: 'boolean' }, path: { type: 'string' } },
      ['segment', 'bytes', 'mapped'],
    ),
  },
  'segment/close': { summary: 'Gives a segment back.', params: segment.segmentCloseParams, result: { type: 'null' } },
  'segment/write': {
    summary: "Writes bytes into a segment, for clients that can't map it.",
    params: segment.segmentWriteParams,
    result: { type: 'null' },
  },
  'segment/read': {
    summary: "Reads bytes of a segment, for clients that can't map it.",
    params: segment.segmentReadParams,
    result: object({ data: bytesSchema }),
  },
  'text/normalize': {
    summary: 'A text in a Unicode normal form.',
    params: text.normalizeParams,
    result: object({ text: { oneOf: [{ type: 'string' }, bytesSchema] }, changed: { type: 'boolean' }, timing }, [
      'timing',
    ]),
  },
  'text/scan': {
    summary: 'Where rules match in texts: the packs `secrets` and `pii`, and rules of your own.',
    params: text.scanParams,
    result: object({ matches: { oneOf: [listSchema(match), bytesSchema] }, rules: names, timing }, [
      'matches',
      'timing',
    ]),
  },
  'text/redact': {
    summary: 'Texts without what rules match in them.',
    params: text.redactParams,
    result: object(
      {
        text: { oneOf: [{ type: 'string' }, bytesSchema] },
        texts: names,
        lengths: listSchema(integerSchema),
        counts: { type: 'object', additionalProperties: integerSchema },
        timing,
      },
      ['counts', 'timing'],
    ),
  },
  'text/tokens': {
    summary: 'Token counts and ids, those of tiktoken.',
    params: text.tokensParams,
    result: object({ counts: listSchema(integerSchema), ids: listSchema(listSchema(integerSchema)), timing }, [
      'counts',
      'timing',
    ]),
  },
  'text/chunk': {
    summary: 'Where to cut a text into chunks of at most so many tokens.',
    params: text.chunkParams,
    result: object({
      chunks: listSchema(object({ start: integerSchema, end: integerSchema, tokens: integerSchema })),
      timing,
    }),
  },
  'text/dedupe': {
    summary: 'Which texts are the same, or nearly.',
    params: text.dedupeParams,
    result: object({
      groups: listSchema(listSchema(integerSchema)),
      unique: listSchema(integerSchema),
      timing,
    }),
  },
  'prompt/prepare': {
    summary: 'Everything a prompt needs before a model sees it, for a whole batch in one call.',
    params: prompt.prepareParams,
    result: object({
      items: listSchema(
        object(
          {
            text: { type: 'string' },
            tokens: integerSchema,
            sha256: { type: 'string' },
            redactions: { type: 'object', additionalProperties: integerSchema },
            duplicateOf: integerSchema,
          },
          ['text', 'sha256', 'redactions'],
        ),
      ),
      timing,
    }),
  },
  'server/status': {
    summary: 'What the sidecar is doing now.',
    params: server.serverStatusParams,
    result: object({
      version: { type: 'string' },
      pid: integerSchema,
      uptimeMs: { type: 'number' },
      workers: {
        type: 'array',
        items: object(
          {
            id: integerSchema,
            state: { enum: ['idle', 'busy', 'starting'] },
            method: { type: 'string' },
            jobs: integerSchema,
            restarts: integerSchema,
          },
          ['id', 'state', 'jobs', 'restarts'],
        ),
      },
      connections: integerSchema,
      queue: object({ length: integerSchema, bytes: integerSchema }),
      arena: object({
        bytes: integerSchema,
        used: integerSchema,
        segments: integerSchema,
        largestFree: integerSchema,
        held: integerSchema,
      }),
    }),
  },
  'server/stats': {
    summary: 'Counters and latency histograms per method since the start.',
    params: server.serverStatsParams,
    result: object({
      methods: {
        type: 'object',
        additionalProperties: object({
          calls: integerSchema,
          errors: { type: 'object', additionalProperties: integerSchema },
          bytes: integerSchema,
          queueMs: latency,
          runMs: latency,
        }),
      },
      workers: object({ restarts: integerSchema, traps: integerSchema }),
      log: object({ dropped: integerSchema }),
    }),
  },
  'rpc.discover': {
    summary: 'This document: OpenRPC of exactly what answers.',
    params: server.discoverParams,
    result: { type: 'object' },
  },
} as const satisfies Record<MethodName, MethodDescription>;

export const METHOD_NAMES = Object.keys(METHODS) as MethodName[];

export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}
