/** `hash/messages`: many messages of any length, in memory as a table of ranges. Those in files are another file's. */
import { invalidParams } from '../../protocol/errors.js';
import { whenReady } from '../dispatch/eventual.js';
import { checkLengths } from '../dispatch/inputs.js';
import { hashMicros } from '../pool/hash-cost.js';
import { hashMessages } from '../pool/operations/hash-messages.js';
import { INLINE_MICROS_MAX } from '../pool/scheduler.js';
import { algorithmId, engineId, refuseEngine } from './hash-engine.js';
import { messagesOfFile, messagesOfFiles } from './hash-file-messages.js';
import { digestTarget, refuseOverlap } from './hash-target.js';
import { memoryRuns } from './message-runs.js';
export const hashMessagesHandler = (params, scope) => {
    refuseEngine(params);
    const { data, lengths, messages } = params;
    if (messages !== undefined) {
        if (data !== undefined)
            throw invalidParams('data', 'no data beside messages');
        if (lengths !== undefined)
            throw invalidParams('lengths', 'no lengths beside messages');
        if (messages.some((message) => message.kind === 'file'))
            return messagesOfFiles(params, messages, scope);
        return messagesOfSources(params, messages, scope);
    }
    if (data === undefined)
        throw invalidParams('data', 'data with lengths, or messages');
    if (lengths === undefined)
        throw invalidParams('lengths', 'a list of lengths, which goes with data');
    if (data.kind === 'file')
        return messagesOfFile(params, data, lengths, scope);
    return messagesOfData(params, data, lengths, scope);
};
function messagesOfData(params, data, lengths, scope) {
    const { inputs } = scope;
    const bytes = inputs.memoryBytes(data, 'data');
    checkLengths(lengths, bytes);
    const plan = planMessages(params, lengths, bytes);
    const target = digestTarget(scope, lengths.length, inputs.inlineBytes(data, 'data') + plan.tableBytes, params.into);
    const input = inputs.memory(data, 'data', plan.atOnce);
    refuseOverlap(input, target);
    let next = input.address;
    const addresses = lengths.map((length) => {
        const address = next;
        next += length;
        return address;
    });
    return runMessages(params, scope, plan, addresses, target);
}
function messagesOfSources(params, messages, scope) {
    const { inputs } = scope;
    const field = (i) => `messages[${i}]`;
    let inlineBytes = 0;
    let bytes = 0;
    const lengths = messages.map((message, i) => {
        const length = inputs.memoryBytes(message, field(i));
        if (message.kind !== 'segment')
            inlineBytes += length;
        bytes += length;
        return length;
    });
    const plan = planMessages(params, lengths, bytes);
    const target = digestTarget(scope, messages.length, inlineBytes + plan.tableBytes, params.into);
    const addresses = inputs.memories(messages, field, plan.atOnce).map((input) => {
        refuseOverlap(input, target);
        return input.address;
    });
    return runMessages(params, scope, plan, addresses, target);
}
function planMessages(params, lengths, bytes) {
    const bounds = memoryRuns(lengths);
    const micros = hashMicros(params, lengths.length, bytes / Math.max(1, lengths.length));
    const tableBytes = lengths.length * 8 + bounds.length * 4;
    return { lengths, bounds, tableBytes, micros, atOnce: micros <= INLINE_MICROS_MAX, bytes };
}
function runMessages(params, scope, plan, addresses, target) {
    const { call, inputs, arena } = scope;
    const { lengths } = plan;
    const count = lengths.length;
    if (count === 0)
        return target.result(call.idleTiming());
    const table = inputs.scratch(plan.tableBytes);
    const pairs = new Uint32Array(arena.buffer, table, count * 2);
    for (let i = 0; i < count; i++) {
        pairs[i * 2] = addresses[i] ?? 0;
        pairs[i * 2 + 1] = lengths[i] ?? 0;
    }
    const bounds = table + count * 8;
    new Uint32Array(arena.buffer, bounds, plan.bounds.length).set(plan.bounds);
    const timing = call.run({
        operation: hashMessages,
        args: { algorithm: algorithmId(params), engine: engineId(params), table, bounds, out: target.address },
        shards: plan.bounds.length - 1,
        bytes: plan.bytes,
        inlineMicros: plan.micros,
    });
    return whenReady(timing, target.result);
}
