/** `text/redact`: what the rules find is replaced, again until they find nothing. */
import { invalidParams } from '../../protocol/errors.ts';
import { type Eventual, whenReady } from '../dispatch/eventual.ts';
import type { MemoryInput } from '../dispatch/inputs.ts';
import { ownText, readTexts, type Texts, textSources } from '../dispatch/texts.ts';
import { type TextResult, toldBytes } from '../pool/operations/text/results.ts';
import { redactTexts, replaceFound } from '../pool/operations/text/scan.ts';
import type { CallScope, Handler } from './handler.ts';
import { type All, addTimings, type Field, type One, workByLength } from './long-texts.ts';
import type { LaidRuleset } from './rulesets.ts';
import { joinTexts, resultText, runPoolJob, textTable } from './text-job.ts';
import { scanCut } from './text-scan.ts';

type Target = { entries: number; pool: number; poolBytes: number };

const NO_TEXTS = { text: new Uint8Array(), lengths: [] };

/** Matches a text; memory is the bound that is met first. */
const MATCHES_MAX = 1_000_000;

/** What every part of a redaction needs. */
interface Redaction {
  readonly scope: CallScope;
  readonly ruleset: LaidRuleset;
  readonly replacement: { readonly address: number; readonly length: number };
  /** Only what was changed is wanted. */
  readonly changed: boolean;
  readonly field: Field;
}

/** Lays a string where workers read it. */
export function layText(text: string, { inputs, arena }: CallScope): { address: number; length: number } {
  const length = Buffer.byteLength(text);
  const address = inputs.scratch(length);
  Buffer.from(arena.buffer, address, length).write(text, 'utf8');
  return { address, length };
}

/** Adds the pairs of u32 (rule, count) that lie behind a redacted text to counts by rule id. */
export function addCounts(
  counts: Record<string, number>,
  names: readonly string[],
  pairs: { address: number; count: number },
  { arena }: CallScope,
): void {
  const words = new Uint32Array(arena.buffer, pairs.address, pairs.count * 2);
  for (let i = 0; i < words.length; i += 2) {
    const name = names[words[i] ?? 0] ?? '';
    counts[name] = (counts[name] ?? 0) + (words[i + 1] ?? 0);
  }
}

export const redactHandler: Handler<'text/redact'> = (params, scope) => {
  const given = textSources(params);
  const { field, many } = given;
  const { call } = scope;
  if (!params.replacement.isWellFormed()) throw invalidParams('replacement', 'text without lone surrogates');
  const texts = readTexts(given, scope);
  return whenReady(texts, (read) =>
    whenReady(scope.rulesets.lay(params.rules, scope), (ruleset) => {
      const counts: Record<string, number> = {};
      if (read.inputs.length === 0)
        return { ...(params.packed ? NO_TEXTS : { texts: [] }), counts, timing: call.idleTiming() };
      const replacement = layText(params.replacement, scope);
      const redaction = { scope, ruleset, replacement, changed: params.packed === 'changed' };
      const redacted = workByLength(read, field, {
        short: (texts, field) => redactShort(texts, { ...redaction, field }),
        long: (text, field) => redactLong(text, { ...redaction, field }),
      });
      return whenReady(redacted, ({ results, timing }) => {
        call.admitted.reserve(
          0,
          results.reduce((sum, { values }) => sum + toldBytes(values[0]), 0),
        );
        for (const { address, values } of results) {
          const [told, count] = values;
          addCounts(counts, ruleset.names, { address: address + Math.ceil(toldBytes(told) / 4) * 4, count }, scope);
        }
        if (params.packed) return { ...joinTexts(results, scope), counts, timing };
        const redacted = results.map((result) => resultText(result, result.values[0], scope));
        return many ? { texts: redacted, counts, timing } : { text: redacted[0] ?? '', counts, timing };
      });
    }),
  );
};

/** Each text by one worker, from its first scan to the last. */
function redactShort(texts: Texts, redaction: Redaction): Eventual<All<TextResult>> {
  const { scope, ruleset, replacement, changed, field } = redaction;
  const count = texts.inputs.length;
  if (count === 0) return { results: [], timing: scope.call.idleTiming() };
  const { shards, ...table } = textTable(texts, scope);
  const job = {
    count,
    ...roomFor(texts.bytes, count, scope),
    wording: { field, limit: MATCHES_MAX },
    work: (target: Target) => ({
      operation: redactTexts,
      args: {
        ...table,
        ...target,
        ...ruleset.args,
        replacement: replacement.address,
        replacementBytes: replacement.length,
        limit: MATCHES_MAX,
        changed: changed ? 1 : 0,
      },
      shards,
      bytes: texts.bytes,
      inlineMicros: undefined,
    }),
  };
  return runPoolJob(job, scope, (results, timing) => ({ results, timing }));
}

/**
 * A long text: all workers scan it, one replaces what they found, and all scan it again. Where replacing has made new matches,
 * which is rare, one worker does all of it as with a short one: the result is the same.
 */
async function redactLong(given: MemoryInput, redaction: Redaction): Promise<One<TextResult>> {
  const { scope, ruleset, replacement, changed, field } = redaction;
  const input = ownText(given, scope);
  const scan = { scope, ruleset, utf16: 0, limit: MATCHES_MAX, most: MATCHES_MAX, field };
  const found = await scanCut(input, scan);
  const job = {
    count: 1,
    ...roomFor(input.length, 1, scope),
    wording: { field, limit: MATCHES_MAX },
    work: (target: Target) => ({
      operation: replaceFound,
      args: {
        ...target,
        ...ruleset.args,
        text: input.address,
        length: input.length,
        found: found.result.address,
        foundBytes: found.result.length,
        replacement: replacement.address,
        replacementBytes: replacement.length,
        changed: changed ? 1 : 0,
      },
      shards: 1,
      bytes: input.length,
      inlineMicros: undefined,
    }),
  };
  const replaced = await runPoolJob(job, scope, ([result], timing) => ({ result: result as TextResult, timing }));
  const { result } = replaced;
  const timing = addTimings(found.timing, replaced.timing);
  // of an empty text there is nothing to find
  if (found.result.length === 0 || result.values[0] === 0) return { result, timing };
  const again = await scanCut({ address: result.address, length: result.values[0] }, scan);
  if (again.result.length === 0) return { result, timing: addTimings(timing, again.timing) };
  const whole = await redactShort({ inputs: [input], bytes: input.length }, redaction);
  return { result: whole.results[0] as TextResult, timing: addTimings(timing, again.timing, whole.timing) };
}

/** Bytes of results that do for nearly all texts, and for all that a reply can carry. */
function roomFor(bytes: number, count: number, { limits }: CallScope) {
  return {
    likelyBytes: bytes + (bytes >> 2) + count * 256,
    mostBytes: Math.max(bytes * 2, limits.replyBytes * 2),
  };
}
