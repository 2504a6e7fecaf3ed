/** `hash/messages`: many messages of any length, in memory as a table of ranges. Those in files are another file's. */
import { invalidParams } from '../../protocol/errors.ts';
import { type Eventual, whenReady } from '../dispatch/eventual.ts';
import { checkLengths, type MemorySource } from '../dispatch/inputs.ts';
import { hashMicros } from '../pool/hash-cost.ts';
import { hashMessages } from '../pool/operations/hash-messages.ts';
import { INLINE_MICROS_MAX } from '../pool/scheduler.ts';
import type { CallScope, Handler, ValidParams } from './handler.ts';
import { algorithmId, engineId, refuseEngine } from './hash-engine.ts';
import { messagesOfFile, messagesOfFiles } from './hash-file-messages.ts';
import { type DigestResult, type DigestTarget, digestTarget, refuseOverlap } from './hash-target.ts';
import { memoryRuns } from './message-runs.ts';

type MessagesParams = ValidParams<'hash/messages'>;

export const hashMessagesHandler: Handler<'hash/messages'> = (params, scope) => {
  refuseEngine(params);
  const { data, lengths, messages } = params;
  if (messages !== undefined) {
    if (data !== undefined) throw invalidParams('data', 'no data beside messages');
    if (lengths !== undefined) throw invalidParams('lengths', 'no lengths beside messages');
    if (messages.some((message) => message.kind === 'file')) return messagesOfFiles(params, messages, scope);
    return messagesOfSources(params, messages as MemorySource[], scope);
  }
  if (data === undefined) throw invalidParams('data', 'data with lengths, or messages');
  if (lengths === undefined) throw invalidParams('lengths', 'a list of lengths, which goes with data');
  if (data.kind === 'file') return messagesOfFile(params, data, lengths, scope);
  return messagesOfData(params, data, lengths, scope);
};

function messagesOfData(params: MessagesParams, data: MemorySource, lengths: number[], scope: CallScope) {
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

function messagesOfSources(params: MessagesParams, messages: MemorySource[], scope: CallScope) {
  const { inputs } = scope;
  const field = (i: number) => `messages[${i}]`;
  let inlineBytes = 0;
  let bytes = 0;
  const lengths = messages.map((message, i) => {
    const length = inputs.memoryBytes(message, field(i));
    if (message.kind !== 'segment') inlineBytes += length;
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

interface MessagePlan {
  readonly lengths: readonly number[];
  /** The index of each shard's first message, and one more for the end. */
  readonly bounds: readonly number[];
  readonly tableBytes: number;
  readonly micros: number;
  /** Whether it will run inline. */
  readonly atOnce: boolean;
  readonly bytes: number;
}

function planMessages(params: MessagesParams, lengths: readonly number[], bytes: number): MessagePlan {
  const bounds = memoryRuns(lengths);
  const micros = hashMicros(params, lengths.length, bytes / Math.max(1, lengths.length));
  const tableBytes = lengths.length * 8 + bounds.length * 4;
  return { lengths, bounds, tableBytes, micros, atOnce: micros <= INLINE_MICROS_MAX, bytes };
}

function runMessages(
  params: MessagesParams,
  scope: CallScope,
  plan: MessagePlan,
  addresses: readonly number[],
  target: DigestTarget,
): Eventual<DigestResult> {
  const { call, inputs, arena } = scope;
  const { lengths } = plan;
  const count = lengths.length;
  if (count === 0) return target.result(call.idleTiming());
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
