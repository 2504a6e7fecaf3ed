/**
 * outrigger's client: `connect()` to this user's sidecar or `spawn()` one of your own, and call it. Thin, and nothing
 * else: importing it loads no command line, logger, validator or editor protocol.
 */
export { sockname } from '../protocol/endpoint.ts';
export type * from '../protocol/index.ts';
export type { CallOptions } from './call.ts';
export { type ConnectOptions, connect } from './connect.ts';
export { isOutriggerError, OutriggerError, type OutriggerErrorCode } from './errors.ts';
export type { DigestOptions, Digests, DigestsWritten, Hash, HashOptions, LengthsOptions, RecordsOptions, } from './hash.ts';
export type { DisposeOptions, Outrigger } from './outrigger.ts';
export type { PrepareOptions, Prompt } from './prompt.ts';
export type { Segment } from './segment.ts';
export type { Server, ServerInfo } from './server.ts';
export type { Progress } from './session.ts';
export { type SpawnOptions, spawn } from './spawn.ts';
export type { ChunkOptions, DedupeOptions, Redacted, RedactedTexts, RedactOptions, ScanOptions, Text, TokensOptions, } from './text.ts';
