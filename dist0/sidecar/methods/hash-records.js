/** `hash/records`: plans the work (memory or file, shards, cost) and reads the digests back. */
import { invalidParams } from '../../protocol/errors.js';
import { whenReady } from '../dispatch/eventual.js';
import { hashMicros } from '../pool/hash-cost.js';
import { STEP_BYTES } from '../pool/operation.js';
import { hashRecords } from '../pool/operations/hash-records.js';
import { INLINE_MICROS_MAX } from '../pool/scheduler.js';
import { algorithmId, engineId, refuseEngine } from './hash-engine.js';
import { digestTarget, nameFile, refuseOverlap } from './hash-target.js';
import { SHARD_BYTES } from './message-runs.js';
function countRecords(length, recordSize) {
    if (length % recordSize !== 0) {
        const expected = `a length that is a multiple of recordSize (${length} bytes are no multiple of ${recordSize})`;
        throw invalidParams('data', expected);
    }
    return length / recordSize;
}
export const hashRecordsHandler = (params, scope) => {
    refuseEngine(params);
    const { data } = params;
    return data.kind === 'file' ? recordsOfFile(params, data, scope) : recordsOfMemory(params, data, scope);
};
function recordsOfMemory(params, data, scope) {
    const { recordSize } = params;
    const length = scope.inputs.memoryBytes(data, 'data');
    const count = countRecords(length, recordSize);
    const micros = hashMicros(params, count, recordSize);
    const input = admitRecords(params, data, scope, count, micros);
    if (count === 0)
        return input.target.result(scope.call.idleTiming());
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
function admitRecords(params, data, scope, count, micros) {
    const inlineBytes = scope.inputs.inlineBytes(data, 'data');
    const target = digestTarget(scope, count, inlineBytes, params.into);
    const input = scope.inputs.memory(data, 'data', micros <= INLINE_MICROS_MAX);
    refuseOverlap(input, target);
    return { ...input, target };
}
function recordArguments(params, count, shardRecords, target) {
    return {
        algorithm: algorithmId(params),
        engine: engineId(params),
        recordSize: params.recordSize,
        count,
        shardRecords,
        out: target.address,
    };
}
async function recordsOfFile(params, source, scope) {
    const { recordSize, into } = params;
    const file = await scope.inputs.file(source, 'data');
    const count = countRecords(file.length, recordSize);
    const target = digestTarget(scope, count, 0, into);
    if (count === 0)
        return target.result(scope.call.idleTiming());
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
