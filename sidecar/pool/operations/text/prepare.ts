/**
 * `prompt/prepare`: every step on one text in one entry; a step that wasn't asked for has 0 as its argument. The digest of a
 * text that is long enough is OpenSSL's: 200 KB took the kernel 0.75 ms and OpenSSL 0.12, where all else took 0.8.
 */

import { AS_GIVEN } from '../../../../protocol/packed.ts';
import { ALGORITHM_IDS } from '../../../kernel/instance.ts';
import { type Operation, STEP_BYTES, type Workbench } from '../../operation.ts';
import { beginDigest, ENGINE_IDS, usesOpenSsl } from '../digest.ts';
import { compiledRules, RULE_FIELDS } from './compiled-rules.ts';
import { RESULT_FIELDS, storeAnswer, type TextResult, toldBytes } from './results.ts';
import { checkText, eachText, TEXT_FIELDS } from './texts.ts';

const FIELDS = [
  ...TEXT_FIELDS,
  ...RESULT_FIELDS,
  ...RULE_FIELDS,
  'form',
  'replacement',
  'replacementBytes',
  'table',
  'tableBytes',
  'maxTokens',
  'shingles',
  /** 1: of texts that no step changed only the rest is told. */
  'changed',
] as const;

export const DIGEST_BYTES = 32;

/** Where the parts of an answer lie (docs/KERNEL-ABI.md, `prompt_prepare`). */
export function preparedParts({ address, values }: Pick<TextResult, 'address' | 'values'>) {
  const [told, pairs, , longs] = values;
  const textBytes = toldBytes(told);
  const signed = address + Math.ceil(textBytes / 8) * 8;
  const digest = signed + longs * 8;
  return { textBytes, pairs, signed, signedBytes: longs * 8, digest, counts: digest + DIGEST_BYTES };
}

/** Fills in the digest that the kernel left out of its answer about this text. */
function digestAnswer(bench: Workbench, given: { address: number; length: number }): void {
  const answer = bench.kernel.answer();
  const { textBytes, digest } = preparedParts(answer);
  const { address, length } = answer.values[0] === AS_GIVEN ? given : { address: answer.address, length: textBytes };
  const digester = beginDigest(bench, ALGORITHM_IDS.sha256, true);
  for (let done = 0; done < length; done += STEP_BYTES) {
    digester.update(address + done, Math.min(STEP_BYTES, length - done));
    bench.checkCancelled();
  }
  digester.finish(digest);
}

export const prepareTexts: Operation<(typeof FIELDS)[number]> = {
  fields: FIELDS,
  run: (args, shard, bench) =>
    eachText(args, shard, bench, () => {
      const { job, kernel } = bench;
      const { form, replacement, replacementBytes, table, tableBytes, maxTokens, shingles, changed } = args;
      const rules = args.rules === 0 ? 0 : compiledRules(args, bench);
      return (address, length, index) => {
        const byOpenSsl = usesOpenSsl(ALGORITHM_IDS.sha256, ENGINE_IDS.auto, length, 1);
        const status = kernel.entries.prompt_prepare(
          job,
          form,
          rules,
          replacement,
          replacementBytes,
          table,
          tableBytes,
          maxTokens,
          shingles,
          byOpenSsl ? 0 : 1,
          changed,
          address,
          length,
        );
        checkText(status, index);
        if (byOpenSsl) digestAnswer(bench, { address, length });
        storeAnswer(args, index, bench);
      };
    }),
};
