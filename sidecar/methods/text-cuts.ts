/**
 * Long texts in parts whose tokens are the whole's, so that all workers share one text. A part ends between a line break and an
 * ASCII letter: no piece of either pre-tokenizer holds the two side by side (a word may begin with any character but a line
 * break, and nothing that may end with one may go on with a letter), and what ends with a line break ends there whether a
 * letter follows or nothing does. A test compares every such cut with the whole. Pure, but for the bytes that it looks at.
 */
import type { MemoryInput } from '../dispatch/inputs.ts';
import type { Texts } from '../dispatch/texts.ts';

/** Bytes of a part: some milliseconds of work. */
const PART_BYTES = 256 * 1024;
/** How far past that a cut is looked for; without one the part is twice as long. */
const REACH_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

export interface CutTexts extends Texts {
  /** For each part the index of its text. */
  readonly owners: readonly number[];
}

/** The texts' parts, in order; a short text is one. */
export function cutAtLines(texts: Texts, arena: { readonly bytes: Uint8Array }): CutTexts {
  const owners: number[] = [];
  const inputs: MemoryInput[] = [];
  texts.inputs.forEach((text, index) => {
    const { address, length } = text;
    if (length < 2 * PART_BYTES) {
      // as most are: nothing is made for these
      inputs.push(text);
      owners.push(index);
      return;
    }
    let start = 0;
    for (const end of [...cuts(arena.bytes.subarray(address, address + length)), length]) {
      inputs.push({ ...text, address: address + start, length: end - start });
      owners.push(index);
      start = end;
    }
  });
  return { inputs, bytes: texts.bytes, owners };
}

/** Where to cut a text: places inside it, in order. */
export function cuts(text: Uint8Array): number[] {
  const found: number[] = [];
  for (let target = PART_BYTES; target + PART_BYTES <= text.length; ) {
    const cut = cutAfter(text, target);
    if (cut !== undefined) found.push(cut);
    target = (cut ?? target) + PART_BYTES;
  }
  return found;
}

function cutAfter(text: Uint8Array, target: number): number | undefined {
  const near = text.subarray(target, target + REACH_BYTES);
  for (let at = near.indexOf(NEWLINE); at >= 0; at = near.indexOf(NEWLINE, at + 1)) {
    if (isLetter(near[at + 1])) return target + at + 1;
  }
  return undefined;
}

function isLetter(byte = 0): boolean {
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x7a;
}
