/**
 * Prepared texts as they leave: named maps for everyone, or packed as bytes, without the texts that no step changed. Most prompts
 * are such: to make strings of them here and encode them again took the main thread longer than a worker takes to prepare them.
 */
import type { PackedPrepareResult, PreparedItem } from '../../protocol/methods/prompt.ts';
import { AS_GIVEN, PREPARED_ITEM_BYTES } from '../../protocol/packed.ts';
import { DIGEST_BYTES, preparedParts } from '../pool/operations/text/prepare.ts';
import type { TextResult } from '../pool/operations/text/results.ts';
import type { CallScope } from './handler.ts';
import { joinPieces, resultText } from './text-job.ts';
import { addCounts } from './text-redact.ts';

/** An item beside its text: digest, names of fields, numbers. */
const ITEM_REPLY_BYTES = 160;
const PACKED_WORDS = PREPARED_ITEM_BYTES / 4;
const PAIR_WORDS = 2;

/** What was asked for. */
interface Asked {
  /** The rules, by their numbers; undefined if nothing was to be redacted. */
  readonly names: readonly string[] | undefined;
  readonly tokens: boolean;
}

/** Bytes of a reply with these, at least. */
export function replyBytes(results: readonly TextResult[]): number {
  return results.reduce((sum, result) => sum + preparedParts(result).textBytes + ITEM_REPLY_BYTES, 0);
}

/** The SHA-256 of a prepared text, lower-case hex. */
export function digestOf(result: TextResult, { arena }: CallScope): string {
  return Buffer.from(arena.buffer, preparedParts(result).digest, DIGEST_BYTES).toString('hex');
}

/** Every text by itself; `firsts` tells for each the first that is the same. */
export function tellItems(
  results: readonly TextResult[],
  firsts: readonly number[],
  { names, tokens }: Asked,
  scope: CallScope,
): PreparedItem[] {
  return results.map((result, i) => {
    const { textBytes, pairs: count, counts: address } = preparedParts(result);
    const redactions: Record<string, number> = {};
    if (names !== undefined) addCounts(redactions, names, { address, count }, scope);
    const item: PreparedItem = {
      text: resultText(result, textBytes, scope),
      sha256: digestOf(result, scope),
      redactions,
    };
    if (tokens) item.tokens = result.values[2];
    const first = firsts[i] ?? i;
    if (first !== i) item.duplicateOf = first;
    return item;
  });
}

/** The same as bytes (`PackedPrepareResult`). */
export function packItems(
  results: readonly TextResult[],
  firsts: readonly number[],
  names: readonly string[],
  scope: CallScope,
): Omit<PackedPrepareResult, 'timing'> {
  const { words } = scope.arena;
  const items = new Uint32Array(results.length * PACKED_WORDS);
  const redactions = new Uint32Array(results.reduce((sum, { values }) => sum + values[1], 0) * PAIR_WORDS);
  const rules: string[] = [];
  // A rule's place among those that matched, from 1.
  const places = new Uint32Array(names.length);
  const changed: { address: number; length: number }[] = [];
  let [at, pair] = [0, 0];
  results.forEach((result, i) => {
    const [told, pairs, tokens] = result.values;
    const { textBytes, digest, counts } = preparedParts(result);
    items.set([told, tokens, pairs, firsts[i] ?? i], at);
    items.set(words.subarray(digest / 4, (digest + DIGEST_BYTES) / 4), at + 4);
    at += PACKED_WORDS;
    if (told !== AS_GIVEN) changed.push({ address: result.address, length: textBytes });
    for (let word = counts / 4; word < counts / 4 + pairs * PAIR_WORDS; word += PAIR_WORDS) {
      const rule = words[word] ?? 0;
      if (places[rule] === 0) places[rule] = rules.push(names[rule] ?? '');
      redactions[pair++] = (places[rule] ?? 1) - 1;
      redactions[pair++] = words[word + 1] ?? 0;
    }
  });
  const bytesOf = ({ buffer }: Uint32Array<ArrayBuffer>) => new Uint8Array(buffer);
  return { items: bytesOf(items), text: joinPieces(changed, scope), rules, redactions: bytesOf(redactions) };
}
