/**
 * Documents of which some are nearly the same, seeded, and the groups of such by npm's minhash: what a program on the main thread
 * would do. As `text/dedupe`: signatures of 128 values (there by fast similarity sketching, here by 128 permutations), sets of word
 * 5-shingles, bands, and pairs verified.
 */
import { LshIndex, Minhash } from 'minhash';
import { dice } from './dice.ts';

const PERMUTATIONS = 128;
const SHINGLE_WORDS = 5;
/** Of a signature's values: 16 bands, which find a pair of 0.9 with a probability of 0.9999 and bring few false ones. */
const BAND_SIZE = 8;

const SYLLABLES = 'ba co di fu ga ho li mo na pe ra so ti vu wa ze'.split(' ');
const VOCABULARY = 4096;

/** Three syllables: a word for each number below 4,096. */
function word(number: number): string {
  return [number >> 8, (number >> 4) & 15, number & 15].map((i) => SYLLABLES[i & 15]).join('');
}

/** Documents of 100 to 500 words, at least `bytes` in all. One in five is an earlier one with a word in 100 changed. */
export function documents(bytes: number): string[] {
  const below = dice(0x6a09e667);
  const originals: string[][] = [];
  const texts: string[] = [];
  for (let total = 0; total < bytes; ) {
    const again = originals.length > 0 && below(5) === 0 ? originals[below(originals.length)] : undefined;
    const words = again?.slice() ?? Array.from({ length: 100 + below(400) }, () => word(below(VOCABULARY)));
    if (again === undefined) originals.push(words);
    else for (let i = 0; i < words.length / 100; i++) words[below(words.length)] = word(below(VOCABULARY));
    const text = words.join(' ');
    texts.push(text);
    total += text.length;
  }
  return texts;
}

function shingles(text: string): Set<string> {
  const words = text.split(' ');
  const found = new Set<string>();
  for (let i = 0; i + SHINGLE_WORDS <= words.length; i++) found.add(words.slice(i, i + SHINGLE_WORDS).join(' '));
  return found;
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = a.intersection(b).size;
  return shared / (a.size + b.size - shared);
}

/** Groups of two or more, each and all by their smallest index. */
export function nearGroups(texts: readonly string[], threshold: number): number[][] {
  const sets = texts.map(shingles);
  const index = new LshIndex({ bandSize: BAND_SIZE });
  const firsts = texts.map((_, i) => i);
  const firstOf = (i: number): number => (firsts[i] === i ? i : firstOf(firsts[i] ?? i));
  for (const [i, set] of sets.entries()) {
    const signature = new Minhash({ numPerm: PERMUTATIONS });
    for (const shingle of set) signature.update(shingle);
    index.insert(String(i), signature);
    for (const other of index.query(signature).map(Number)) {
      if (other === i || jaccard(set, sets[other] as Set<string>) < threshold) continue;
      const [a, b] = [firstOf(i), firstOf(other)];
      firsts[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const groups = Map.groupBy(texts.keys(), firstOf);
  return [...groups.values()].filter(({ length }) => length > 1);
}
