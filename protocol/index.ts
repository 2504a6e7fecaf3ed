/** The wire contract as types and tables: what a client in TypeScript needs to speak to outrigger. */
export type { CommonParams, Priority, Timed, Timing } from './envelope.ts';
export { ERRORS, type ErrorName, type ErrorObject, errorName, ProtocolError } from './errors.ts';
export { LIMITS, type LimitName, type Limits } from './limits.ts';
export type {
  Algorithm,
  Engine,
  FileDigest,
  HashDigests,
  HashFilesParams,
  HashFilesResult,
  HashMessagesParams,
  HashRecordsParams,
} from './methods/hash.ts';
export type { PackedPrepareResult, PreparedItem, PrepareParams, PrepareResult } from './methods/prompt.ts';
export type { SegmentOpenParams, SegmentOpenResult, SegmentReadResult } from './methods/segment.ts';
export type { LatencySummary, MethodStats, ServerStats, ServerStatus, WorkerStatus } from './methods/server.ts';
export type {
  Chunk,
  ChunkParams,
  ChunkResult,
  CustomRule,
  DedupeParams,
  DedupeResult,
  Match,
  NormalForm,
  NormalizeParams,
  NormalizeResult,
  OffsetEncoding,
  Pack,
  PackedDedupeResult,
  PackedNormalizeResult,
  PackedRedactResult,
  PackedScanResult,
  Packing,
  RedactParams,
  RedactResult,
  Ruleset,
  ScanParams,
  ScanResult,
  TextOrTexts,
  TokenEncoding,
  TokensParams,
  TokensResult,
} from './methods/text.ts';
export { METHOD_NAMES, type MethodName, type Methods, type PackedOf, type ParamsOf, type ResultOf } from './methods.ts';
export type { Base64, FileRange, SegmentRange, Source, SourceInput } from './sources.ts';
