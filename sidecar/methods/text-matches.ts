/**
 * Matches as they leave: named maps for everyone, or packed as bytes. 8,332 matches in maps cost both ends together 12 ms, where
 * to find them in 10 MB took 20. Pure.
 */
import type { Match, PackedScanResult } from '../../protocol/methods/text.ts';

/** One text's matches in the arena: three u32s each, of rule, start and end. */
export interface Found {
  readonly address: number;
  /** Bytes. */
  readonly length: number;
}

const FOUND_WORDS = 3;
/** rule, start and end as u32s. */
export const FOUND_BYTES = FOUND_WORDS * 4;
const PACKED_WORDS = 4;

/** What a match takes in a reply. */
export const MATCH_REPLY_BYTES = 56;
export const PACKED_MATCH_BYTES = PACKED_WORDS * 4;

/** Of a text without matches. */
export const NOTHING: Found = { address: 0, length: 0 };

export function countMatches(found: readonly Found[]): number {
  let bytes = 0;
  for (const { length } of found) bytes += length;
  return bytes / FOUND_BYTES;
}

/** Calls back for each match, in order. */
function eachMatch(
  found: readonly Found[],
  words: Uint32Array,
  take: (text: number, rule: number, start: number, end: number) => void,
): void {
  found.forEach(({ address, length }, text) => {
    const end = (address + length) / 4;
    for (let i = address / 4; i < end; i += FOUND_WORDS) {
      take(text, words[i] ?? 0, words[i + 1] ?? 0, words[i + 2] ?? 0);
    }
  });
}

/** Every match by its rule's name; with its text's index where there are many. */
export function tellMatches(
  found: readonly Found[],
  words: Uint32Array,
  names: readonly string[],
  many: boolean,
): Match[] {
  const matches: Match[] = [];
  eachMatch(found, words, (text, rule, start, end) => {
    const match: Match = { rule: names[rule] ?? '', start, end };
    if (many) match.text = text;
    matches.push(match);
  });
  return matches;
}

/** The same as bytes, with the names of the rules that matched. A plain loop: it runs while workers wait for this thread. */
export function packMatches(
  found: readonly Found[],
  words: Uint32Array,
  names: readonly string[],
): Omit<PackedScanResult, 'timing'> {
  const table = new Uint32Array(countMatches(found) * PACKED_WORDS);
  const rules: string[] = [];
  // A rule's place among those that matched, from 1.
  const places = new Uint32Array(names.length);
  let at = 0;
  for (let text = 0; text < found.length; text++) {
    const { address, length } = found[text] ?? NOTHING;
    const end = (address + length) / 4;
    for (let i = address / 4; i < end; i += FOUND_WORDS) {
      const rule = words[i] ?? 0;
      if (places[rule] === 0) places[rule] = rules.push(names[rule] ?? '');
      table[at] = (places[rule] ?? 1) - 1;
      table[at + 1] = words[i + 1] ?? 0;
      table[at + 2] = words[i + 2] ?? 0;
      table[at + 3] = text;
      at += PACKED_WORDS;
    }
  }
  return { rules, matches: new Uint8Array(table.buffer) };
}
