/**
 * `prompt/prepare`: every step on one text in one entry; a step that wasn't asked for has 0 as its argument. The digest of a
 * text that is long enough is OpenSSL's: 200 KB took the kernel 0.75 ms and OpenSSL 0.12, where all else took 0.8.
 */
import { ALGORITHM_IDS } from '../../../kernel/instance.js';
import { STEP_BYTES } from '../../operation.js';
import { beginDigest, ENGINE_IDS, usesOpenSsl } from '../digest.js';
import { compiledRules, RULE_FIELDS } from './compiled-rules.js';
import { RESULT_FIELDS, storeAnswer } from './results.js';
import { checkText, eachText, TEXT_FIELDS } from './texts.js';
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
];
/** Fills in the digest that the kernel left out of its answer: it lies behind the text and what was signed. */
function digestAnswer(bench) {
    const { address, values } = bench.kernel.answer();
    const [textBytes, , , longs] = values;
    const digester = beginDigest(bench, ALGORITHM_IDS.sha256, true);
    for (let done = 0; done < textBytes; done += STEP_BYTES) {
        digester.update(address + done, Math.min(STEP_BYTES, textBytes - done));
        bench.checkCancelled();
    }
    digester.finish(address + Math.ceil(textBytes / 8) * 8 + longs * 8);
}
export const prepareTexts = {
    fields: FIELDS,
    run: (args, shard, bench) => eachText(args, shard, bench, () => {
        const { job, kernel } = bench;
        const { form, replacement, replacementBytes, table, tableBytes, maxTokens, shingles } = args;
        const rules = args.rules === 0 ? 0 : compiledRules(args, bench);
        return (address, length, index) => {
            const byOpenSsl = usesOpenSsl(ALGORITHM_IDS.sha256, ENGINE_IDS.auto, length, 1);
            const status = kernel.entries.prompt_prepare(job, form, rules, replacement, replacementBytes, table, tableBytes, maxTokens, shingles, byOpenSsl ? 0 : 1, address, length);
            checkText(status, index);
            if (byOpenSsl)
                digestAnswer(bench);
            storeAnswer(args, index, bench);
        };
    }),
};
