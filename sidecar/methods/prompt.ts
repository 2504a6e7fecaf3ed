/** `prompt/prepare`: one call for a whole batch; a text goes through all steps in one piece of work, then duplicates are told. */
import type { Timing } from '../../protocol/envelope.ts';
import { invalidParams } from '../../protocol/errors.ts';
import { DEFAULT_REPLACEMENT } from '../../protocol/methods/text.ts';
import { bothReady, type Eventual, whenReady } from '../dispatch/eventual.ts';
import { manyTexts, readTexts, type Texts } from '../dispatch/texts.ts';
import { FORM_IDS } from '../pool/operations/text/normalize.ts';
import { DIGEST_BYTES, preparedParts, prepareTexts } from '../pool/operations/text/prepare.ts';
import type { TextResult } from '../pool/operations/text/results.ts';
import type { VocabularyTable } from '../pool/vocabularies.ts';
import type { CallScope, Handler, ValidParams } from './handler.ts';
import { digestOf, packItems, replyBytes, tellItems } from './prepared-items.ts';
import type { LaidRuleset } from './rulesets.ts';
import { type Grouping, groupSigned } from './text-dedupe.ts';
import { type Results, runPoolJob, textTable } from './text-job.ts';
import { layText } from './text-redact.ts';

type Params = ValidParams<'prompt/prepare'>;
type Target = { entries: number; pool: number; poolBytes: number };

const NO_BYTES = new Uint8Array();
const NO_ITEMS = { items: NO_BYTES, text: NO_BYTES, rules: [], redactions: NO_BYTES };

/** A signature of 128 u32s, and a shingle of 8 bytes a word. */
const SIGNATURE_BYTES = 512;

/** What the steps stand on, each undefined when it wasn't asked for. */
interface Steps {
  readonly ruleset: LaidRuleset | undefined;
  readonly vocabulary: VocabularyTable | undefined;
  /** The similarity from which texts are the same: 1 for exact, undefined for no such step. */
  readonly near: number | undefined;
  readonly exact: boolean;
}

export const prepareHandler: Handler<'prompt/prepare'> = (params, scope) => {
  const { redact, encoding, maxTokens, dedupe } = params;
  if (maxTokens !== undefined && encoding === undefined)
    throw invalidParams('encoding', 'an encoding beside maxTokens');
  const given = manyTexts(params);
  const { field } = given;
  const read = readTexts(given, scope);
  const mode = typeof dedupe === 'string' ? { mode: dedupe, threshold: 0.8 } : dedupe;
  const near = mode?.mode === 'near' ? mode.threshold : undefined;
  const tables = () =>
    bothReady(redact === undefined ? undefined : scope.rulesets.lay(redact, scope), () =>
      encoding === undefined ? undefined : scope.vocabularies.table(encoding),
    );
  return whenReady(bothReady(read, tables), ([texts, [ruleset, vocabulary]]) => {
    if (texts.inputs.length === 0)
      return { ...(params.packed ? NO_ITEMS : { items: [] }), timing: scope.call.idleTiming() };
    const steps = { ruleset, vocabulary, near, exact: mode?.mode === 'exact' };
    return run(params, texts, steps, scope, field);
  });
};

function run(params: Params, texts: Texts, steps: Steps, scope: CallScope, field: (index: number) => string) {
  const { shards, ...table } = textTable(texts, scope);
  const count = texts.inputs.length;
  const replacement = layText(DEFAULT_REPLACEMENT, scope);
  const shingles = steps.near === undefined ? 0 : 1;
  const perText = DIGEST_BYTES + 256 + shingles * SIGNATURE_BYTES;
  const job = {
    count,
    likelyBytes: texts.bytes + (texts.bytes >> 1) + shingles * texts.bytes * 2 + count * perText,
    mostBytes: Math.max(texts.bytes * 2, scope.limits.replyBytes * 2) + shingles * texts.bytes * 4 + count * perText,
    wording: { field },
    work: (target: Target) => ({
      operation: prepareTexts,
      args: {
        ...table,
        ...target,
        ...(steps.ruleset?.args ?? { rules: 0, rulesBytes: 0 }),
        form: params.normalize === undefined ? 0 : FORM_IDS[params.normalize],
        replacement: replacement.address,
        replacementBytes: replacement.length,
        ...(steps.vocabulary ?? { table: 0, tableBytes: 0 }),
        maxTokens: Math.min(params.maxTokens ?? 0, 2 ** 31 - 1),
        shingles,
        changed: params.packed === 'changed' ? 1 : 0,
      },
      shards,
      bytes: texts.bytes,
      inlineMicros: undefined,
    }),
  };
  return runPoolJob(job, scope, (results, timing) => {
    scope.call.admitted.reserve(0, replyBytes(results));
    return whenReady(duplicates(results, steps, timing, scope), ({ firsts, timing: total }) => {
      const names = steps.ruleset?.names;
      if (params.packed) return { ...packItems(results, firsts, names ?? [], scope), timing: total };
      const asked = { names, tokens: steps.vocabulary !== undefined };
      return { items: tellItems(results, firsts, asked, scope), timing: total };
    });
  });
}

/** For each prepared text the first that is the same; by their digests there is nothing to ask a worker. */
function duplicates(results: Results, { near, exact }: Steps, timing: Timing, scope: CallScope): Eventual<Grouping> {
  if (near !== undefined) {
    const signed = results.map((result): TextResult => {
      const { signed: address, signedBytes: length } = preparedParts(result);
      return { address, length, values: [0, 0, 0, 0] };
    });
    return groupSigned(signed, near, timing, scope);
  }
  if (!exact) return { firsts: results.map((_, i) => i), timing };
  const seen = new Map<string, number>();
  const firsts = results.map((result, i) => {
    const digest = digestOf(result, scope);
    const first = seen.get(digest) ?? i;
    seen.set(digest, first);
    return first;
  });
  return { firsts, timing };
}
