/** `text/dedupe`: the texts are signed or digested over all workers, and then grouped by one. */
import type { Timing } from '../../protocol/envelope.ts';
import { type Eventual, whenReady } from '../dispatch/eventual.ts';
import { manyTexts, readTexts, type Texts } from '../dispatch/texts.ts';
import { ALGORITHM_IDS } from '../kernel/instance.ts';
import { ENGINE_IDS } from '../pool/operations/digest.ts';
import { hashMessages } from '../pool/operations/hash-messages.ts';
import { dedupeTexts, groupTexts } from '../pool/operations/text/dedupe.ts';
import { ENTRY_BYTES } from '../pool/operations/text/results.ts';
import type { CallScope, Handler } from './handler.ts';
import { addTimings } from './long-texts.ts';
import { type Results, resultWords, runPoolJob, textTable } from './text-job.ts';

type Target = { entries: number; pool: number; poolBytes: number };

/** A signature of 128 u32s, and a shingle of 8 bytes a word; words are some five bytes, and two at the least. */
const SIGNATURE_BYTES = 512;
const SHINGLE_BYTES = 8;
/** Of the groups, a number a text. */
const FIRST_BYTES = 4;
/** Address and length of what was signed. */
const PAIR_BYTES = 8;

export interface Grouping {
  /** For each text the index of the first that is the same. */
  readonly firsts: readonly number[];
  readonly timing: Timing;
}

export const dedupeHandler: Handler<'text/dedupe'> = (params, scope) => {
  const given = manyTexts(params);
  const { field } = given;
  return whenReady(readTexts(given, scope), (texts) => {
    const tell = ({ firsts, timing }: Grouping) => ({
      ...(params.packed ? { firsts: packNumbers(firsts) } : tellGroups(firsts)),
      timing,
    });
    if (texts.inputs.length === 0) return tell({ firsts: [], timing: scope.call.idleTiming() });
    const grouping =
      params.mode === 'exact' ? groupEqual(texts, scope) : groupNear(texts, params.threshold, scope, field);
    return whenReady(grouping, tell);
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

/** Every machine that this runs on is little-endian, as what it sends. */
function packNumbers(numbers: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(numbers).buffer);
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
  const { arena, inputs } = scope;
  const { shards, ...table } = textTable(texts, scope);
  const signed = inputs.scratch(count * (ENTRY_BYTES + PAIR_BYTES) + 4);
  const pairs = signed + count * ENTRY_BYTES;
  const left = pairs + count * PAIR_BYTES;
  const fixedBytes = count * (SIGNATURE_BYTES + SHINGLE_BYTES + FIRST_BYTES);
  const job = {
    count: 1,
    likelyBytes: texts.bytes * 2 + fixedBytes,
    mostBytes: texts.bytes * 4 + fixedBytes,
    pieces: count + 1,
    wording: { field },
    work: (target: Target) => {
      new Uint32Array(arena.buffer, left, 1)[0] = shards;
      return {
        operation: dedupeTexts,
        args: { ...table, ...target, table: pairs, count, threshold, signed, left },
        shards,
        bytes: texts.bytes,
        inlineMicros: undefined,
      };
    },
  };
  return runPoolJob(job, scope, (results, timing) => ({ firsts: readFirsts(results, scope), timing }));
}

/** Groups texts by what `text_shingles` answered for each. */
export function groupSigned(signed: Results, threshold: number, timing: Timing, scope: CallScope): Eventual<Grouping> {
  const { inputs, arena } = scope;
  const count = signed.length;
  const table = inputs.scratch(count * PAIR_BYTES);
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
  return runPoolJob(job, scope, (results, timing) => ({
    firsts: readFirsts(results, scope),
    timing: addTimings(before, timing),
  }));
}

function readFirsts([result]: Results, scope: CallScope): number[] {
  return result === undefined ? [] : Array.from(resultWords(result, scope));
}
