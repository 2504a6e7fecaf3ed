/** `text/dedupe`: signatures of the texts over all workers, then one shard that groups them. */
import type { Timing } from '../../protocol/envelope.ts';
import { type Eventual, whenReady } from '../dispatch/eventual.ts';
import { manyTexts, readTexts, type Texts } from '../dispatch/texts.ts';
import { ALGORITHM_IDS } from '../kernel/instance.ts';
import { ENGINE_IDS } from '../pool/operations/digest.ts';
import { hashMessages } from '../pool/operations/hash-messages.ts';
import { groupTexts, shingleTexts } from '../pool/operations/text/dedupe.ts';
import type { CallScope, Handler } from './handler.ts';
import { type Results, resultWords, runPoolJob, textTable } from './text-job.ts';
import { addTimings } from './text-scan.ts';

type Target = { entries: number; pool: number; poolBytes: number };

/** A signature of 128 u32s, and a shingle of 8 bytes a word; words are some five bytes, and two at the least. */
const SIGNATURE_BYTES = 512;
const SHINGLE_BYTES = 8;

export interface Grouping {
  /** For each text the index of the first that is the same. */
  readonly firsts: readonly number[];
  readonly timing: Timing;
}

export const dedupeHandler: Handler<'text/dedupe'> = (params, scope) => {
  const given = manyTexts(params);
  const { field } = given;
  return whenReady(readTexts(given, scope), (texts) => {
    if (texts.inputs.length === 0) return { groups: [], unique: [], timing: scope.call.idleTiming() };
    const grouping =
      params.mode === 'exact' ? groupEqual(texts, scope) : groupNear(texts, params.threshold, scope, field);
    return whenReady(grouping, ({ firsts, timing }) => ({ ...tellGroups(firsts), timing }));
  });
};

function tellGroups(firsts: readonly number[]): { groups: number[][]; unique: number[] } {
  const members = new Map<number, number[]>();
  firsts.forEach((first, index) => {
    const group = members.get(first);
    if (group === undefined) members.set(first, [index]);
    else group.push(index);
  });
  const groups = [...members.values()];
  return { groups: groups.filter(({ length }) => length > 1), unique: groups.map(([first]) => first ?? 0) };
}

/** Texts with the same SHA-256. */
export function groupEqual(texts: Texts, scope: CallScope): Eventual<Grouping> {
  const { call, inputs } = scope;
  const count = texts.inputs.length;
  const { shards, texts: table, bounds } = textTable(texts, scope);
  const out = inputs.scratch(count * 32);
  const hashed = call.run({
    operation: hashMessages,
    args: { algorithm: ALGORITHM_IDS.sha256, engine: ENGINE_IDS.auto, table, bounds, out },
    shards,
    bytes: texts.bytes,
    inlineMicros: undefined,
  });
  return whenReady(hashed, (timing) => group({ table: out, count, threshold: 0 }, timing, scope));
}

/** Texts whose word 5-shingles are alike, in groups of verified pairs. */
export function groupNear(
  texts: Texts,
  threshold: number,
  scope: CallScope,
  field: (index: number) => string,
): Eventual<Grouping> {
  const count = texts.inputs.length;
  const { shards, ...table } = textTable(texts, scope);
  const job = {
    count,
    likelyBytes: texts.bytes * 2 + count * (SIGNATURE_BYTES + SHINGLE_BYTES),
    mostBytes: texts.bytes * 4 + count * (SIGNATURE_BYTES + SHINGLE_BYTES),
    wording: { field },
    work: (target: Target) => ({
      operation: shingleTexts,
      args: { ...table, ...target },
      shards,
      bytes: texts.bytes,
      inlineMicros: undefined,
    }),
  };
  return runPoolJob(job, scope, (results, timing) => groupSigned(results, threshold, timing, scope));
}

/** Groups texts by what `text_shingles` answered for each. */
export function groupSigned(signed: Results, threshold: number, timing: Timing, scope: CallScope): Eventual<Grouping> {
  const { inputs, arena } = scope;
  const count = signed.length;
  const table = inputs.scratch(count * 8);
  const pairs = new Uint32Array(arena.buffer, table, count * 2);
  signed.forEach(({ address, length }, i) => {
    pairs[i * 2] = address;
    pairs[i * 2 + 1] = length;
  });
  return group({ table, count, threshold }, timing, scope);
}

function group(
  args: { table: number; count: number; threshold: number },
  before: Timing,
  scope: CallScope,
): Eventual<Grouping> {
  const job = {
    count: 1,
    likelyBytes: args.count * 4,
    mostBytes: args.count * 4,
    wording: { field: () => 'texts' },
    work: (target: Target) => ({
      operation: groupTexts,
      args: { ...args, ...target },
      shards: 1,
      bytes: 0,
      inlineMicros: undefined,
    }),
  };
  return runPoolJob(job, scope, ([result], timing) => ({
    firsts: result === undefined ? [] : Array.from(resultWords(result, scope)),
    timing: addTimings(before, timing),
  }));
}
