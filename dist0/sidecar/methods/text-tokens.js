/** `text/tokens` and `text/chunk`: counts, ids and chunk bounds by a vocabulary that all workers share. */
import { invalidParams } from '../../protocol/errors.js';
import { whenReady } from '../dispatch/eventual.js';
import { oneText, readTexts, textSources } from '../dispatch/texts.js';
import { chunkTexts, countTokens } from '../pool/operations/text/tokens.js';
import { INLINE_MICROS_MAX } from '../pool/scheduler.js';
import { cutAtLines } from './text-cuts.js';
import { resultWords, runPoolJob, textTable } from './text-job.js';
/** Slow text runs at some 5 bytes a microsecond; most at ten times that. */
const BYTES_PER_MICRO = 5;
/** A token is a byte or more, and a number of up to 6 digits and a comma in JSON. */
const ID_BYTES = 4;
const ID_REPLY_BYTES = 7;
const COUNT_REPLY_BYTES = 12;
/** start, end and tokens, as u32s and as they travel with their names. */
const CHUNK_BYTES = 12;
const CHUNK_REPLY_BYTES = 64;
export const tokensHandler = (params, scope) => {
    const given = textSources(params);
    const { sources, field } = given;
    // The table comes first: it may take a while, and the bytes of the request are only there until then.
    const table = scope.vocabularies.table(params.encoding);
    if (!(table instanceof Promise)) {
        const bytes = sources.some(({ kind }) => kind === 'file')
            ? Number.POSITIVE_INFINITY
            : sources.reduce((sum, source, i) => sum + scope.inputs.inlineBytes(source, field(i)), 0);
        const micros = sources.some(({ kind }) => kind === 'segment') ? Number.POSITIVE_INFINITY : bytes / BYTES_PER_MICRO;
        const atOnce = micros <= INLINE_MICROS_MAX;
        const texts = readTexts(given, scope, atOnce);
        return whenReady(texts, (read) => count(params, read, table, scope, field, atOnce ? micros : undefined));
    }
    const texts = readTexts(given, scope);
    return whenReady(table, (built) => whenReady(texts, (read) => count(params, read, built, scope, field, undefined)));
};
function count(params, texts, vocabulary, scope, field, inlineMicros) {
    const { call } = scope;
    const { ids } = params;
    const texts_ = texts.inputs.length;
    call.admitted.reserve(0, texts_ * COUNT_REPLY_BYTES);
    if (texts_ === 0)
        return { counts: [], ...(ids ? { ids: [] } : {}), timing: call.idleTiming() };
    const parts = cutAtLines(texts, scope.arena);
    const { owners } = parts;
    const { shards, ...table } = textTable(parts, scope);
    const job = {
        count: owners.length,
        likelyBytes: ids ? texts.bytes * 2 : 0,
        mostBytes: ids ? texts.bytes * ID_BYTES : 0,
        wording: { field: (part) => field(owners[part] ?? 0) },
        work: (target) => ({
            operation: countTokens,
            args: { ...table, ...target, ...vocabulary, ids: ids ? 1 : 0 },
            shards,
            bytes: texts.bytes,
            inlineMicros,
        }),
    };
    return runPoolJob(job, scope, (results, timing) => {
        const counts = sums(results, owners, texts_);
        if (!ids)
            return { counts, timing };
        const total = counts.reduce((sum, each) => sum + each, 0);
        call.admitted.reserve(0, total * ID_REPLY_BYTES);
        const lists = counts.map(() => []);
        results.forEach((result, part) => {
            const list = lists[owners[part] ?? 0] ?? [];
            for (const id of resultWords(result, scope))
                list.push(id);
        });
        return { counts, ids: lists, timing };
    });
}
/** The tokens of each text, from those of its parts. */
function sums(results, owners, texts) {
    const counts = new Array(texts).fill(0);
    results.forEach(({ values }, part) => {
        const owner = owners[part] ?? 0;
        counts[owner] = (counts[owner] ?? 0) + values[0];
    });
    return counts;
}
export const chunkHandler = (params, scope) => {
    const { text, maxTokens, overlap } = params;
    if (overlap >= maxTokens)
        throw invalidParams('overlap', 'less than maxTokens');
    const field = () => 'text';
    const texts = readTexts(oneText(text), scope);
    return whenReady(scope.vocabularies.table(params.encoding), (vocabulary) => whenReady(texts, (read) => {
        if (read.bytes === 0)
            return { chunks: [], timing: scope.call.idleTiming() };
        const { shards, ...table } = textTable(read, scope);
        // A chunk makes progress by a token at least.
        const job = {
            count: 1,
            likelyBytes: Math.ceil(read.bytes / Math.max(1, maxTokens - overlap)) * CHUNK_BYTES + 4096,
            mostBytes: (read.bytes + 1) * CHUNK_BYTES,
            wording: { field },
            work: (target) => ({
                operation: chunkTexts,
                args: { ...table, ...target, ...vocabulary, maxTokens: Math.min(maxTokens, 2 ** 31 - 1), overlap },
                shards,
                bytes: read.bytes,
                inlineMicros: undefined,
            }),
        };
        return runPoolJob(job, scope, ([result], timing) => {
            const words = result === undefined ? new Uint32Array() : resultWords(result, scope);
            scope.call.admitted.reserve(0, (words.length / 3) * CHUNK_REPLY_BYTES);
            return { chunks: readChunks(words), timing };
        });
    }));
};
function readChunks(words) {
    const chunks = [];
    for (let i = 0; i < words.length; i += 3) {
        chunks.push({ start: words[i] ?? 0, end: words[i + 1] ?? 0, tokens: words[i + 2] ?? 0 });
    }
    return chunks;
}
