/**
 * Which stretch of a text an edit can have touched the findings of, so that a keystroke scans some kilobytes and not the file.
 * Pure: texts and an edit in, a window out, or none where only a scan of the whole text is sure. Holds for the built-in packs;
 * a rule of the user's own may read as far as it likes and must never be scanned by windows.
 *
 * Why it is enough. A window `[start, end)` lies between two cuts, each the beginning of a line that no candidate of a rule
 * reaches across, in the text before as in the text after. Rules decide among candidates that overlap and no others, so what
 * is found on one side of a cut has nothing to do with the other. Two facts about the packs make a line's beginning a cut:
 * no match but that of a block holds a line feed, and a block begins with what BLOCK_BEGIN finds (`-----BEGIN` most of them), so that
 * a beginning of a line with none in the PEM_REACH before it is in no block. What a rule reads around a match's start is less than BACK behind
 * and AHEAD before it (PEM_REACH for PEM blocks), which the window keeps from the edit, and the scanned stretch from the window.
 * Bounds are bytes of UTF-8 in the kernel and UTF-16 units here: of these a stretch never has more. Only a PEM block's
 * dashes are read without a bound: a text with that many of them gets no window. test/lsp/scan-window.test.ts holds the kernel
 * to the bounds, and windows to whole scans.
 */
import type { ScanMatch } from '../findings/findings.ts';
import type { Edit } from './document.ts';

/** Read at most before the start of a match: from a name to its value (1024), around the name. */
export const BACK = 2048;
/** Read at most behind the start of a match: the longest automaton match (2048), and a little. */
export const AHEAD = 4096;
/** The same for PEM blocks: 16 KiB, label, dashes and tail. */
export const PEM_REACH = 20 * 1024;
/** Dashes in a row that PEM_REACH has room for. */
export const DASHES_MAX = 2048;

/**
 * What begins a match of several lines: a PEM block's, of which the kernel compares without case by bit 5, which makes a carriage return a
 * dash; and those of other rules' automata.
 */
export const BLOCK_BEGIN = /[-\r]{5}begin|---- BEGIN SSH2|Private-Lines: |\$ANSIBLE_VAULT;/gi;
const DASHES = '-'.repeat(DASHES_MAX);

export interface ScanWindow {
  /** What is to be scanned, in the text after the edit. */
  from: number;
  to: number;
  /** Matches that start in here are the whole text's; in the text after the edit. */
  start: number;
  end: number;
  /** Added to an offset behind the edit in the text before. */
  shift: number;
}

/** Two edits, one after the other, as one. */
export function joinEdits(first: Edit | undefined, then: Edit): Edit {
  if (first === undefined) return then;
  const end = Math.max(first.newEnd, then.oldEnd);
  return {
    start: Math.min(first.start, then.start),
    oldEnd: first.oldEnd + end - first.newEnd,
    newEnd: end + then.newEnd - then.oldEnd,
  };
}

/** Undefined where the whole text is to be scanned: no bound holds, or a window would save little. */
export function windowOf(before: string, after: string, edit: Edit): ScanWindow | undefined {
  const shift = edit.newEnd - edit.oldEnd;
  const start = cutBefore(after, edit.start - AHEAD);
  const end = cutBehind(before, after, edit.newEnd + AHEAD, shift);
  if ((end - start) * 2 > after.length) return undefined;
  const low = Math.max(0, start - PEM_REACH);
  const isSure =
    !after.slice(low, end + AHEAD).includes(DASHES) && !before.slice(low, end - shift + AHEAD).includes(DASHES);
  if (!isSure) return undefined;
  const to = Math.min(after.length, end + AHEAD);
  return { from: Math.max(0, start - BACK), to, start, end, shift };
}

/** The last cut at or before `at`. */
function cutBefore(text: string, at: number): number {
  let cut = lineBefore(text, at);
  for (;;) {
    const block = lastBlock(text, cut);
    if (block === Number.NEGATIVE_INFINITY) return cut;
    cut = lineBefore(text, block);
  }
}

/** The first cut at or behind `at` in `after` that is one in `before`, too, where `shift` less is its offset. */
function cutBehind(before: string, after: string, at: number, shift: number): number {
  let cut = lineBehind(after, at);
  while (cut < after.length) {
    // below zero where what began a block is gone
    const block = Math.max(lastBlock(after, cut), lastBlock(before, cut - shift) + shift);
    if (block === Number.NEGATIVE_INFINITY) break;
    cut = lineBehind(after, Math.max(block + PEM_REACH, cut + 1));
  }
  return cut;
}

/** Where the last block begins that might reach `at`; minus infinity if none does. */
function lastBlock(text: string, at: number): number {
  const low = Math.max(0, at - PEM_REACH);
  let last = Number.NEGATIVE_INFINITY;
  for (const { index } of text.slice(low, at).matchAll(BLOCK_BEGIN)) last = low + index;
  return last;
}

/** The beginning of the line that holds `at`. Only line feeds count: matches may hold other ends of lines. */
function lineBefore(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** The first beginning of a line at or behind `at`, or the text's end. */
function lineBehind(text: string, at: number): number {
  const end = at <= 0 ? 0 : text.indexOf('\n', at - 1) + 1;
  return at > text.length || (end === 0 && at > 0) ? text.length : end;
}

/**
 * The matches of the text after the edit: `old` of the text before, with the window's put in. `found` are those of the scanned
 * stretch, by offsets in it. Undefined where a match lies across a cut, which would mean that the bounds don't hold.
 */
export function placeMatches(
  old: readonly ScanMatch[],
  found: readonly ScanMatch[],
  { from, start, end, shift }: ScanWindow,
): ScanMatch[] | undefined {
  const oldEnd = end - shift;
  const head = old.filter((match) => match.start < start);
  const fresh = found
    .map(({ rule, start, end }) => ({ rule, start: start + from, end: end + from }))
    .filter((match) => match.start >= start && match.start < end);
  const tail = old.filter((match) => match.start >= oldEnd);
  const isAcross = (match: ScanMatch, cut: number) => match.start < cut && match.end > cut;
  const across =
    old.some((match) => isAcross(match, start) || isAcross(match, oldEnd)) ||
    fresh.some((match) => isAcross(match, end));
  if (across) return undefined;
  return [...head, ...fresh, ...tail.map(({ rule, start, end }) => ({ rule, start: start + shift, end: end + shift }))];
}
