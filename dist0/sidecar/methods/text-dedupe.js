import { whenReady } from '../dispatch/eventual.js';
import { manyTexts, readTexts } from '../dispatch/texts.js';
import { ALGORITHM_IDS } from '../kernel/instance.js';
import { ENGINE_IDS } from '../pool/operations/digest.js';
import { hashMessages } from '../pool/operations/hash-messages.js';
import { groupTexts, shingleTexts } from '../pool/operations/text/dedupe.js';
import { resultWords, runPoolJob, textTable } from './text-job.js';
import { addTimings } from './text-scan.js';
/** A signature of 128 u32s, and a shingle of 8 bytes a word; words are some five bytes, and two at the least. */
const SIGNATURE_BYTES = 512;
const SHINGLE_BYTES = 8;
export const dedupeHandler = (params, scope) => {
    const given = manyTexts(params);
    const { field } = given;
    return whenReady(readTexts(given, scope), (texts) => {
        if (texts.inputs.length === 0)
            return { groups: [], unique: [], timing: scope.call.idleTiming() };
        const grouping = params.mode === 'exact' ? groupEqual(texts, scope) : groupNear(texts, params.threshold, scope, field);
        return whenReady(grouping, ({ firsts, timing }) => ({ ...tellGroups(firsts), timing }));
    });
};
function tellGroups(firsts) {
    const members = new Map();
    firsts.forEach((first, index) => {
        const group = members.get(first);
        if (group === undefined)
            members.set(first, [index]);
        else
            group.push(index);
    });
    const groups = [...members.values()];
    return { groups: groups.filter(({ length }) => length > 1), unique: groups.map(([first]) => first ?? 0) };
}
/** Texts with the same SHA-256. */
export function groupEqual(texts, scope) {
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
export function groupNear(texts, threshold, scope, field) {
    const count = texts.inputs.length;
    const { shards, ...table } = textTable(texts, scope);
    const job = {
        count,
        likelyBytes: texts.bytes * 2 + count * (SIGNATURE_BYTES + SHINGLE_BYTES),
        mostBytes: texts.bytes * 4 + count * (SIGNATURE_BYTES + SHINGLE_BYTES),
        wording: { field },
        work: (target) => ({
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
export function groupSigned(signed, threshold, timing, scope) {
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
function group(args, before, scope) {
    const job = {
        count: 1,
        likelyBytes: args.count * 4,
        mostBytes: args.count * 4,
        wording: { field: () => 'texts' },
        work: (target) => ({
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
