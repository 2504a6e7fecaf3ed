/** `hash/messages`: many messages of any length, in memory as a table of ranges, or some of them in files. */
import { invalidParams } from '../../protocol/errors.ts';
import type { Source } from '../../protocol/sources.ts';
import { type Eventual, whenReady } from '../dispatch/eventual.ts';
import type { FileInput, MemoryInput, MemorySource } from '../dispatch/inputs.ts';
import { hashMicros } from '../pool/hash-cost.ts';
import { hashMessages, hashRanges } from '../pool/operations/hash-messages.ts';
import { INLINE_MICROS_MAX } from '../pool/scheduler.ts';
import type { CallScope, Handler, ValidParams } from './handler.ts';
import { algorithmId, engineId, refuseEngine } from './hash-engine.ts';
import {
  type DigestResult,
  type DigestTarget,
  digestTarget,
  nameFile,
  refuseOverlap,
  SHARD_BYTES,
} from './hash-target.ts';

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

function checkLengths(lengths: readonly number[], dataBytes: number): void {
  let sum = 0;
  for (const length of lengths) sum += length;
  if (sum !== dataBytes)
    throw invalidParams('lengths', `lengths that sum to the data's ${dataBytes} bytes, not ${sum}`);
}

function messagesOfData(params: MessagesParams, data: MemorySource, lengths: number[], scope: CallScope) {
  const { inputs } = scope;
  const bytes = inputs.memoryBytes(data, 'data');
  checkLengths(lengths, bytes);
  const plan = planMessages(params, lengths, bytes);
  const target = digestTarget(scope, lengths.length, inputs.inlineBytes(data, 'data') + plan.tableBytes, params.into);
  const input = inputs.memory(data, 'data', plan.atOnce);
  if (params.into !== undefined) refuseOverlap(input, target, lengths.length);
  let next = input.address;
  const addresses = lengths.map((length) => {
    const address = next;
    next += length;
    return address;
  });
  return runMessages(params, scope, plan, addresses, lengths, target);
}

function messagesOfSources(params: MessagesParams, messages: MemorySource[], scope: CallScope) {
  const { inputs } = scope;
  let inlineBytes = 0;
  let bytes = 0;
  const lengths = messages.map((message, i) => {
    const length = inputs.memoryBytes(message, `messages[${i}]`);
    if (message.kind !== 'segment') inlineBytes += length;
    bytes += length;
    return length;
  });
  const plan = planMessages(params, lengths, bytes);
  const target = digestTarget(scope, messages.length, inlineBytes + plan.tableBytes, params.into);
  const addresses = messages.map((message, i) => {
    const input = inputs.memory(message, `messages[${i}]`, plan.atOnce);
    if (params.into !== undefined) refuseOverlap(input, target, messages.length);
    return input.address;
  });
  return runMessages(params, scope, plan, addresses, lengths, target);
}

interface MessagePlan {
  /** The index of each shard's first message, and one more for the end. */
  readonly bounds: number[];
  readonly tableBytes: number;
  readonly micros: number;
  readonly atOnce: boolean;
  readonly bytes: number;
}

/** What a message costs beside its bytes (padding, table, call), in bytes of hashing. */
const MESSAGE_OVERHEAD_BYTES = 64;

function planMessages(params: MessagesParams, lengths: readonly number[], bytes: number): MessagePlan {
  const bounds = [0];
  let inShard = 0;
  for (let i = 0; i < lengths.length; i++) {
    inShard += (lengths[i] ?? 0) + MESSAGE_OVERHEAD_BYTES;
    if (inShard < SHARD_BYTES && i < lengths.length - 1) continue;
    bounds.push(i + 1);
    inShard = 0;
  }
  const micros = hashMicros(params, lengths.length, bytes / Math.max(1, lengths.length));
  const tableBytes = lengths.length * 8 + bounds.length * 4;
  return { bounds, tableBytes, micros, atOnce: micros <= INLINE_MICROS_MAX, bytes };
}

function runMessages(
  params: MessagesParams,
  scope: CallScope,
  plan: MessagePlan,
  addresses: readonly number[],
  lengths: readonly number[],
  target: DigestTarget,
): Eventual<DigestResult> {
  const { call, inputs, arena } = scope;
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

/** One triple a message for the workers: a descriptor and an offset, or -1 and an address; and the length. */
type RangeTriple = [fd: number, at: number, length: number];

function rangeTriple(input: FileInput | MemoryInput): RangeTriple {
  return 'fd' in input ? [input.fd, input.offset, input.length] : [-1, input.address, input.length];
}

async function messagesOfFile(
  params: MessagesParams,
  data: Extract<Source, { kind: 'file' }>,
  lengths: number[],
  scope: CallScope,
) {
  const file = await scope.inputs.file(data, 'data');
  checkLengths(lengths, file.length);
  const target = digestTarget(scope, lengths.length, lengths.length * 24, params.into);
  const [fd, start] = rangeTriple(file);
  let at = start;
  const triples = lengths.map((length): RangeTriple => {
    const triple: RangeTriple = [fd, at, length];
    at += length;
    return triple;
  });
  return runRanges(params, scope, triples, target, data.path);
}

async function messagesOfFiles(params: MessagesParams, messages: Source[], scope: CallScope) {
  const { inputs } = scope;
  let inlineBytes = 0;
  messages.forEach((message, i) => {
    inlineBytes += inputs.inlineBytes(message, `messages[${i}]`);
  });
  const target = digestTarget(scope, messages.length, inlineBytes + messages.length * 24, params.into);
  // Memory first: the bytes of the request are only sure to be there before the first file is awaited.
  const ready = messages.map((message, i) =>
    message.kind === 'file' ? undefined : inputs.memory(message, `messages[${i}]`, false),
  );
  const triples: RangeTriple[] = [];
  for (const [i, message] of messages.entries()) {
    const input = message.kind === 'file' ? await inputs.file(message, `messages[${i}]`) : ready[i];
    if (input === undefined) throw new Error('a source without an input');
    if (params.into !== undefined && !('fd' in input)) refuseOverlap(input, target, messages.length);
    triples.push(rangeTriple(input));
  }
  const paths = messages.flatMap((message) => (message.kind === 'file' ? [message.path] : []));
  return runRanges(params, scope, triples, target, paths.length === 1 ? paths[0] : undefined);
}

async function runRanges(
  params: MessagesParams,
  scope: CallScope,
  triples: RangeTriple[],
  target: DigestTarget,
  path: string | undefined,
): Promise<DigestResult> {
  const { call, inputs, arena } = scope;
  if (triples.length === 0) return target.result(call.idleTiming());
  const table = inputs.scratch(triples.length * 24);
  new Float64Array(arena.buffer, table, triples.length * 3).set(triples.flat());
  const timing = call.run({
    operation: hashRanges,
    args: { algorithm: algorithmId(params), engine: engineId(params), table, out: target.address },
    shards: triples.length,
    bytes: triples.reduce((sum, [, , length]) => sum + length, 0),
    inlineMicros: undefined,
  });
  return target.result(await (path === undefined ? timing : nameFile(timing, path)));
}
