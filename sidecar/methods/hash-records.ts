/** `hash/records`: plans the work (memory or file, shards, cost) and reads the digests back. */
import { invalidParams } from '../../protocol/errors.ts';
import type { Source } from '../../protocol/sources.ts';
import { type Eventual, whenReady } from '../dispatch/eventual.ts';
import type { MemorySource } from '../dispatch/inputs.ts';
import { hashMicros } from '../pool/hash-cost.ts';
import { STEP_BYTES } from '../pool/operation.ts';
import { hashRecords } from '../pool/operations/hash-records.ts';
import { INLINE_MICROS_MAX } from '../pool/scheduler.ts';
import type { CallScope, Handler, ValidParams } from './handler.ts';
import { algorithmId, engineId, refuseEngine } from './hash-engine.ts';
import { type DigestResult, type DigestTarget, digestTarget, nameFile, refuseOverlap } from './hash-target.ts';
import { SHARD_BYTES } from './message-runs.ts';

type RecordsParams = ValidParams<'hash/records'>;

function countRecords(length: number, recordSize: number): number {
  if (length % recordSize !== 0) {
    const expected = `a length that is a multiple of recordSize (${length} bytes are no multiple of ${recordSize})`;
    throw invalidParams('data', expected);
  }
  return length / recordSize;
}

export const hashRecordsHandler: Handler<'hash/records'> = (params, scope) => {
  refuseEngine(params);
  const { data } = params;
  return data.kind === 'file' ? recordsOfFile(params, data, scope) : recordsOfMemory(params, data, scope);
};

function recordsOfMemory(params: RecordsParams, data: MemorySource, scope: CallScope): Eventual<DigestResult> {
  const { recordSize } = params;
  const length = scope.inputs.memoryBytes(data, 'data');
  const count = countRecords(length, recordSize);
  const micros = hashMicros(params, count, recordSize);
  const input = admitRecords(params, data, scope, count, micros);
  if (count === 0) return input.target.result(scope.call.idleTiming());
  const shardRecords = Math.max(1, Math.floor(SHARD_BYTES / recordSize));
  const timing = scope.call.run({
    operation: hashRecords,
    args: { ...recordArguments(params, count, shardRecords, input.target), data: input.address, fd: -1, fileOffset: 0 },
    shards: Math.ceil(count / shardRecords),
    bytes: length,
    inlineMicros: micros,
  });
  return whenReady(timing, input.target.result);
}

function admitRecords(params: RecordsParams, data: MemorySource, scope: CallScope, count: number, micros: number) {
  const inlineBytes = scope.inputs.inlineBytes(data, 'data');
  const target = digestTarget(scope, count, inlineBytes, params.into);
  const input = scope.inputs.memory(data, 'data', micros <= INLINE_MICROS_MAX);
  refuseOverlap(input, target);
  return { ...input, target };
}

function recordArguments(params: RecordsParams, count: number, shardRecords: number, target: DigestTarget) {
  return {
    algorithm: algorithmId(params),
    engine: engineId(params),
    recordSize: params.recordSize,
    count,
    shardRecords,
    out: target.address,
  };
}

async function recordsOfFile(params: RecordsParams, source: Extract<Source, { kind: 'file' }>, scope: CallScope) {
  const { recordSize, into } = params;
  const file = await scope.inputs.file(source, 'data');
  const count = countRecords(file.length, recordSize);
  const target = digestTarget(scope, count, 0, into);
  if (count === 0) return target.result(scope.call.idleTiming());
  const shardRecords = Math.max(1, Math.floor(STEP_BYTES / recordSize));
  const inFile = 'fd' in file;
  const timing = scope.call.run({
    operation: hashRecords,
    args: {
      ...recordArguments(params, count, shardRecords, target),
      data: inFile ? 0 : file.address,
      fd: inFile ? file.fd : -1,
      fileOffset: inFile ? file.offset : 0,
    },
    shards: Math.ceil(count / shardRecords),
    bytes: file.length,
    inlineMicros: undefined,
  });
  return target.result(await nameFile(timing, () => source.path));
}
