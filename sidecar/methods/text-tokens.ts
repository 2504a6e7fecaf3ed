/** `text/tokens` and `text/chunk`: counts, ids and chunk bounds by a vocabulary that all workers share. */

import { invalidParams } from '../../protocol/errors.ts';
import type { Chunk } from '../../protocol/methods/text.ts';
import { bothReady, type Eventual, whenReady } from '../dispatch/eventual.ts';
import { oneText, readTexts, type Texts, textSources } from '../dispatch/texts.ts';
import { chunkTexts, countTokens } from '../pool/operations/text/tokens.ts';
import { INLINE_MICROS_MAX } from '../pool/scheduler.ts';
import type { VocabularyTable } from '../pool/vocabularies.ts';
import type { CallScope, Handler, ValidParams } from './handler.ts';
import { cutAtLines } from './text-cuts.ts';
import { type Results, resultWords, runPoolJob, textTable } from './text-job.ts';

/** Slow text runs at some 5 bytes a microsecond; most at ten times that. */
const BYTES_PER_MICRO = 5;
/** A token is a byte or more, and a number of up to 6 digits and a comma in JSON. */
const ID_BYTES = 4;
const ID_REPLY_BYTES = 7;
const COUNT_REPLY_BYTES = 12;
/** start, end and tokens, as u32s and as they travel with their names. */
const CHUNK_BYTES = 12;
const CHUNK_REPLY_BYTES = 64;

type Target = { entries: number; pool: number; poolBytes: number };

export const tokensHandler: Handler<'text/tokens'> = (params, scope) => {
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
  return whenReady(
    bothReady(texts, () => table),
    ([read, built]) => count(params, read, built, scope, field, undefined),
  );
};

function count(
  params: ValidParams<'text/tokens'>,
  texts: Texts,
  vocabulary: VocabularyTable,
  scope: CallScope,
  field: (index: number) => string,
  inlineMicros: number | undefined,
): Eventual<{ counts: number[]; ids?: number[][]; timing: import('../../protocol/envelope.ts').Timing }> {
  const { call } = scope;
  const { ids } = params;
  const texts_ = texts.inputs.length;
  call.admitted.reserve(0, texts_ * COUNT_REPLY_BYTES);
  if (texts_ === 0) return { counts: [], ...(ids ? { ids: [] } : {}), timing: call.idleTiming() };
  const parts = cutAtLines(texts, scope.arena);
  const { owners } = parts;
  const { shards, ...table } = textTable(parts, scope);
  const job = {
    count: owners.length,
    likelyBytes: ids ? texts.bytes * 2 : 0,
    mostBytes: ids ? texts.bytes * ID_BYTES : 0,
    wording: { field: (part: number) => field(owners[part] ?? 0) },
    work: (target: Target) => ({
      operation: countTokens,
      args: { ...table, ...target, ...vocabulary, ids: ids ? 1 : 0 },
      shards,
      bytes: texts.bytes,
      inlineMicros,
    }),
  };
  return runPoolJob(job, scope, (results, timing) => {
    const counts = sums(results, owners, texts_);
    if (!ids) return { counts, timing };
    const total = counts.reduce((sum, each) => sum + each, 0);
    call.admitted.reserve(0, total * ID_REPLY_BYTES);
    const lists = counts.map((): number[] => []);
    results.forEach((result, part) => {
      const list = lists[owners[part] ?? 0] ?? [];
      for (const id of resultWords(result, scope)) list.push(id);
    });
    return { counts, ids: lists, timing };
  });
}

/** The tokens of each text, from those of its parts. */
function sums(results: Results, owners: readonly number[], texts: number): number[] {
  const counts = new Array<number>(texts).fill(0);
  results.forEach(({ values }, part) => {
    const owner = owners[part] ?? 0;
    counts[owner] = (counts[owner] ?? 0) + values[0];
  });
  return counts;
}

export const chunkHandler: Handler<'text/chunk'> = (params, scope) => {
  const { text, maxTokens, overlap } = params;
  if (overlap >= maxTokens) throw invalidParams('overlap', 'less than maxTokens');
  const field = () => 'text';
  const texts = readTexts(oneText(text), scope);
  return whenReady(
    bothReady(texts, () => scope.vocabularies.table(params.encoding)),
    ([read, vocabulary]) => {
      if (read.bytes === 0) return { chunks: [], timing: scope.call.idleTiming() };
      const { shards, ...table } = textTable(read, scope);
      // A chunk makes progress by a token at least.
      const job = {
        count: 1,
        likelyBytes: Math.ceil(read.bytes / Math.max(1, maxTokens - overlap)) * CHUNK_BYTES + 4096,
        mostBytes: (read.bytes + 1) * CHUNK_BYTES,
        wording: { field },
        work: (target: Target) => ({
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
    },
  );
};

function readChunks(words: Uint32Array): Chunk[] {
  const chunks: Chunk[] = [];
  for (let i = 0; i < words.length; i += 3) {
    chunks.push({ start: words[i] ?? 0, end: words[i + 1] ?? 0, tokens: words[i + 2] ?? 0 });
  }
  return chunks;
}
