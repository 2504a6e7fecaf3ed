/** `prompt/prepare`: one call for a whole batch; a text goes through all steps in one piece of work, then duplicates are told. */
import type { Timing } from '../../protocol/envelope.ts';
import { invalidParams } from '../../protocol/errors.ts';
import type { PreparedItem } from '../../protocol/methods/prompt.ts';
import { DEFAULT_REPLACEMENT } from '../../protocol/methods/text.ts';
import { bothReady, type Eventual, whenReady } from '../dispatch/eventual.ts';
import { manyTexts, readTexts, type Texts } from '../dispatch/texts.ts';
import { FORM_IDS } from '../pool/operations/text/normalize.ts';
import { prepareTexts } from '../pool/operations/text/prepare.ts';
import type { TextResult } from '../pool/operations/text/results.ts';
import type { VocabularyTable } from '../pool/vocabularies.ts';
import type { CallScope, Handler, ValidParams } from './handler.ts';
import type { LaidRuleset } from './rulesets.ts';
import { type Grouping, groupSigned } from './text-dedupe.ts';
import { type Results, resultText, runPoolJob, textTable } from './text-job.ts';
import { addCounts, layText } from './text-redact.ts';

type Params = ValidParams<'prompt/prepare'>;
type Target = { entries: number; pool: number; poolBytes: number };

const DIGEST_BYTES = 32;
/** A signature of 128 u32s, and a shingle of 8 bytes a word. */
const SIGNATURE_BYTES = 512;
/** An item beside its text: digest, names of fields, numbers. */
const ITEM_REPLY_BYTES = 160;

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
    if (texts.inputs.length === 0) return { items: [], timing: scope.call.idleTiming() };
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
      },
      shards,
      bytes: texts.bytes,
      inlineMicros: undefined,
    }),
  };
  return runPoolJob(job, scope, (results, timing) => {
    const bytes = results.reduce((sum, { values }) => sum + values[0] + ITEM_REPLY_BYTES, 0);
    scope.call.admitted.reserve(0, bytes);
    const items = results.map((result) => readItem(result, steps, scope));
    return whenReady(duplicates(items, results, steps, timing, scope), ({ firsts, timing: total }) => {
      firsts.forEach((first, i) => {
        const item = items[i];
        if (first !== i && item !== undefined) item.duplicateOf = first;
      });
      return { items, timing: total };
    });
  });
}

/** Where the parts of an answer lie (docs/KERNEL-ABI.md, `prompt_prepare`). */
function parts({ address, values }: TextResult) {
  const [textBytes, pairs, , longs] = values;
  const signed = address + Math.ceil(textBytes / 8) * 8;
  const digest = signed + longs * 8;
  return { textBytes, pairs, signed, signedBytes: longs * 8, digest, counts: digest + DIGEST_BYTES };
}

function readItem(result: TextResult, steps: Steps, scope: CallScope): PreparedItem {
  const { textBytes, pairs, digest, counts } = parts(result);
  const redactions: Record<string, number> = {};
  if (steps.ruleset !== undefined) {
    addCounts(redactions, steps.ruleset.names, { address: counts, count: pairs }, scope);
  }
  const item: PreparedItem = {
    text: resultText(result, textBytes, scope),
    sha256: Buffer.from(scope.arena.buffer, digest, DIGEST_BYTES).toString('hex'),
    redactions,
  };
  if (steps.vocabulary !== undefined) item.tokens = result.values[2];
  return item;
}

/** For each prepared text the first that is the same; by their digests there is nothing to ask a worker. */
function duplicates(
  items: readonly PreparedItem[],
  results: Results,
  { near, exact }: Steps,
  timing: Timing,
  scope: CallScope,
): Eventual<Grouping> {
  if (near !== undefined) {
    const signed = results.map((result): TextResult => {
      const { signed: address, signedBytes: length } = parts(result);
      return { address, length, values: [0, 0, 0, 0] };
    });
    return groupSigned(signed, near, timing, scope);
  }
  if (!exact) return { firsts: items.map((_, i) => i), timing };
  const seen = new Map<string, number>();
  const firsts = items.map(({ sha256 }, i) => {
    const first = seen.get(sha256) ?? i;
    seen.set(sha256, first);
    return first;
  });
  return { firsts, timing };
}
