/** `text/redact`: what the rules find is replaced, again until they find nothing. */
import { invalidParams } from '../../protocol/errors.ts';
import { whenReady } from '../dispatch/eventual.ts';
import { readTexts, textSources } from '../dispatch/texts.ts';
import { toldBytes } from '../pool/operations/text/results.ts';
import { redactTexts } from '../pool/operations/text/scan.ts';
import type { CallScope, Handler } from './handler.ts';
import { joinTexts, resultText, runPoolJob, textTable } from './text-job.ts';

type Target = { entries: number; pool: number; poolBytes: number };

const NO_TEXTS = { text: new Uint8Array(), lengths: [] };

/** Matches a text; memory is the bound that is met first. */
const MATCHES_MAX = 1_000_000;

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
      const count = read.inputs.length;
      const counts: Record<string, number> = {};
      if (count === 0) return { ...(params.packed ? NO_TEXTS : { texts: [] }), counts, timing: call.idleTiming() };
      const replacement = layText(params.replacement, scope);
      const { shards, ...table } = textTable(read, scope);
      const job = {
        count,
        likelyBytes: read.bytes + (read.bytes >> 2) + count * 256,
        mostBytes: Math.max(read.bytes * 2, scope.limits.replyBytes * 2),
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
            changed: params.packed === 'changed' ? 1 : 0,
          },
          shards,
          bytes: read.bytes,
          inlineMicros: undefined,
        }),
      };
      return runPoolJob(job, scope, (results, timing) => {
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
