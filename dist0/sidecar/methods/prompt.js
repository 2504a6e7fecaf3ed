import { invalidParams } from '../../protocol/errors.js';
import { DEFAULT_REPLACEMENT } from '../../protocol/methods/text.js';
import { whenReady } from '../dispatch/eventual.js';
import { manyTexts, readTexts } from '../dispatch/texts.js';
import { FORM_IDS } from '../pool/operations/text/normalize.js';
import { prepareTexts } from '../pool/operations/text/prepare.js';
import { groupSigned } from './text-dedupe.js';
import { resultText, runPoolJob, textTable } from './text-job.js';
import { addCounts, layText } from './text-redact.js';
const DIGEST_BYTES = 32;
/** A signature of 128 u32s, and a shingle of 8 bytes a word. */
const SIGNATURE_BYTES = 512;
/** An item beside its text: digest, names of fields, numbers. */
const ITEM_REPLY_BYTES = 160;
export const prepareHandler = (params, scope) => {
    const { redact, encoding, maxTokens, dedupe } = params;
    if (maxTokens !== undefined && encoding === undefined)
        throw invalidParams('encoding', 'an encoding beside maxTokens');
    const given = manyTexts(params);
    const { field } = given;
    const read = readTexts(given, scope);
    const ruleset = redact === undefined ? undefined : scope.rulesets.lay(redact, scope);
    const vocabulary = encoding === undefined ? undefined : scope.vocabularies.table(encoding);
    const mode = typeof dedupe === 'string' ? { mode: dedupe, threshold: 0.8 } : dedupe;
    const near = mode?.mode === 'near' ? mode.threshold : undefined;
    return whenReady(read, (inputs) => whenReady(ruleset, (laid) => whenReady(vocabulary, (table) => {
        if (inputs.inputs.length === 0)
            return { items: [], timing: scope.call.idleTiming() };
        return run(params, inputs, { ruleset: laid, vocabulary: table, near, exact: mode?.mode === 'exact' }, scope, field);
    })));
};
function run(params, texts, steps, scope, field) {
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
        work: (target) => ({
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
                if (first !== i && item !== undefined)
                    item.duplicateOf = first;
            });
            return { items, timing: total };
        });
    });
}
/** Where the parts of an answer lie (docs/KERNEL-ABI.md, `prompt_prepare`). */
function parts({ address, values }) {
    const [textBytes, pairs, , longs] = values;
    const signed = address + Math.ceil(textBytes / 8) * 8;
    const digest = signed + longs * 8;
    return { textBytes, pairs, signed, signedBytes: longs * 8, digest, counts: digest + DIGEST_BYTES };
}
function readItem(result, steps, scope) {
    const { textBytes, pairs, digest, counts } = parts(result);
    const redactions = {};
    if (steps.ruleset !== undefined) {
        addCounts(redactions, steps.ruleset.names, { address: counts, count: pairs }, scope);
    }
    const item = {
        text: resultText(result, textBytes, scope),
        sha256: Buffer.from(scope.arena.buffer, digest, DIGEST_BYTES).toString('hex'),
        redactions,
    };
    if (steps.vocabulary !== undefined)
        item.tokens = result.values[2];
    return item;
}
/** For each prepared text the first that is the same; by their digests there is nothing to ask a worker. */
function duplicates(items, results, { near, exact }, timing, scope) {
    if (near !== undefined) {
        const signed = results.map((result) => {
            const { signed: address, signedBytes: length } = parts(result);
            return { address, length, values: [0, 0, 0, 0] };
        });
        return groupSigned(signed, near, timing, scope);
    }
    if (!exact)
        return { firsts: items.map((_, i) => i), timing };
    const seen = new Map();
    const firsts = items.map(({ sha256 }, i) => {
        const first = seen.get(sha256) ?? i;
        seen.set(sha256, first);
        return first;
    });
    return { firsts, timing };
}
