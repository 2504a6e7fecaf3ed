/**
 * `text/scan`: short texts whole, many to a shard; a long one in windows over all workers, whose results are joined. The
 * result is the same to the match, however a text was cut.
 */
import { type Eventual, whenReady } from '../dispatch/eventual.ts';
import type { MemoryInput } from '../dispatch/inputs.ts';
import { ownText, readTexts, type Texts, textSources } from '../dispatch/texts.ts';
import { cutTexts, scanTexts, scanWindows, stitchWindows } from '../pool/operations/text/scan.ts';
import type { CallScope, Handler, ValidParams } from './handler.ts';
import { type All, addTimings, type Field, type One, workByLength } from './long-texts.ts';
import type { LaidRuleset } from './rulesets.ts';
import { resultWords, runPoolJob, textTable } from './text-job.ts';
import {
  countMatches,
  FOUND_BYTES,
  type Found,
  MATCH_REPLY_BYTES,
  NOTHING,
  PACKED_MATCH_BYTES,
  packMatches,
  tellMatches,
} from './text-matches.ts';

const WINDOW_BYTES = 256 * 1024;

type Target = { entries: number; pool: number; poolBytes: number };

/** What every part of a scan needs. */
interface Scan {
  readonly scope: CallScope;
  readonly ruleset: LaidRuleset;
  readonly utf16: number;
  /** As many matches a text as a reply could carry. */
  readonly limit: number;
  /** Matches that a reply could never carry, and that there is no memory for: twice as many as one can. */
  readonly most: number;
  readonly field: Field;
}

export const scanHandler: Handler<'text/scan'> = (params, scope) => {
  const given = textSources(params);
  const texts = readTexts(given, scope);
  return whenReady(texts, (read) =>
    whenReady(scope.rulesets.lay(params.rules, scope), (ruleset) => {
      const scan = planScan(params, scope, ruleset, given.field);
      const found = workByLength(read, scan.field, {
        short: (texts, field) => scanShort(texts, { ...scan, field }),
        long: (text, field) => scanCut(ownText(text, scope), { ...scan, field }),
      });
      return whenReady(found, ({ results: found, timing }) => {
        const matchBytes = params.packed ? PACKED_MATCH_BYTES : MATCH_REPLY_BYTES;
        scope.call.admitted.reserve(0, countMatches(found) * matchBytes);
        const { words } = scope.arena;
        if (params.packed) return { ...packMatches(found, words, ruleset.names), timing };
        return { matches: tellMatches(found, words, ruleset.names, given.many), timing };
      });
    }),
  );
};

function planScan(
  params: Pick<ValidParams<'text/scan'>, 'encoding' | 'packed'>,
  scope: CallScope,
  ruleset: LaidRuleset,
  field: Field,
): Scan {
  const limit = Math.floor(scope.limits.replyBytes / MATCH_REPLY_BYTES);
  const most = 2 * Math.floor(scope.limits.replyBytes / (params.packed ? PACKED_MATCH_BYTES : MATCH_REPLY_BYTES));
  return { scope, ruleset, utf16: params.encoding === 'utf-16' ? 1 : 0, limit, most, field };
}

function scanShort(texts: Texts, scan: Scan): Eventual<All<Found>> {
  const { scope, ruleset, utf16, limit, most, field } = scan;
  const count = texts.inputs.length;
  if (count === 0) return { results: [], timing: scope.call.idleTiming() };
  const { shards, ...table } = textTable(texts, scope);
  const job = {
    count,
    likelyBytes: (texts.bytes >> 3) + 64 * 1024,
    mostBytes: Math.min(most, texts.bytes * Math.max(1, ruleset.names.length)) * FOUND_BYTES,
    wording: { field, limit },
    work: (target: Target) => ({
      operation: scanTexts,
      args: { ...table, ...target, ...ruleset.args, limit, utf16 },
      shards,
      bytes: texts.bytes,
      inlineMicros: undefined,
    }),
  };
  return runPoolJob(job, scope, (results, timing) => ({ results, timing }));
}

/** Finds where a long text that no client maps may be cut, scans the windows, and joins what was found. */
export async function scanCut(input: MemoryInput, scan: Scan): Promise<One<Found>> {
  const { scope, ruleset, limit, most, field } = scan;
  const { arena } = scope;
  const wording = { field, limit };
  const { shards, ...table } = textTable({ inputs: [input], bytes: input.length }, scope);
  const cutting = {
    count: 1,
    likelyBytes: Math.ceil(input.length / WINDOW_BYTES + 1) * 4,
    mostBytes: Math.ceil(input.length / WINDOW_BYTES + 1) * 4,
    wording,
    work: (target: Target) => ({
      operation: cutTexts,
      args: { ...table, ...target, ...ruleset.args, target: WINDOW_BYTES },
      shards,
      bytes: 0,
      inlineMicros: undefined,
    }),
  };
  const ends = await runPoolJob(cutting, scope, ([result]) =>
    result === undefined ? [input.length] : Array.from(resultWords(result, scope)),
  );
  const endsAt = scope.inputs.scratch(ends.length * 4);
  new Uint32Array(arena.buffer, endsAt, ends.length).set(ends);
  const windows = {
    count: ends.length,
    likelyBytes: (input.length >> 3) + 64 * 1024,
    mostBytes: Math.min(most, input.length * Math.max(1, ruleset.names.length)) * FOUND_BYTES,
    wording,
    work: (target: Target) => ({
      operation: scanWindows,
      args: { ...target, ...ruleset.args, text: input.address, length: input.length, ends: endsAt, limit },
      shards: ends.length,
      bytes: input.length,
      inlineMicros: undefined,
    }),
  };
  return runPoolJob(windows, scope, (results, timing) => {
    const joined = joinWindows(input, ends, results, scan, wording);
    return whenReady(joined, (found) => ({ ...found, timing: addTimings(timing, found.timing) }));
  });
}

function joinWindows(
  input: MemoryInput,
  ends: readonly number[],
  results: readonly { address: number; length: number }[],
  { scope, ruleset, utf16, limit }: Scan,
  wording: { field: Field; limit: number },
): Eventual<One<Found>> {
  const { inputs, arena } = scope;
  const windows = inputs.scratch(ends.length * 12);
  const triples = new Uint32Array(arena.buffer, windows, ends.length * 3);
  results.forEach(({ address, length }, i) => {
    triples.set([ends[i] ?? 0, address, length], i * 3);
  });
  const total = results.reduce((sum, { length }) => sum + length, 0);
  const job = {
    count: 1,
    likelyBytes: total * 2 + 4096,
    mostBytes: limit * FOUND_BYTES,
    wording,
    work: (target: Target) => ({
      operation: stitchWindows,
      args: {
        ...target,
        ...ruleset.args,
        text: input.address,
        length: input.length,
        windows,
        count: ends.length,
        limit,
        utf16,
      },
      shards: 1,
      bytes: 0,
      inlineMicros: undefined,
    }),
  };
  return runPoolJob(job, scope, ([result], timing) => ({ result: result ?? NOTHING, timing }));
}
