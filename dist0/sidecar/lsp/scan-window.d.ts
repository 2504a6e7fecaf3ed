/**
 * Which stretch of a text an edit can have touched the findings of, so that a keystroke scans some kilobytes and not the file.
 * Pure: texts and an edit in, a window out, or none where only a scan of the whole text is sure. Holds for the built-in packs;
 * a rule of the user's own may read as far as it likes and must never be scanned by windows.
 *
 * Why it is enough. A window `[start, end)` lies between two cuts, each the beginning of a line that no candidate of a rule
 * reaches across, in the text before as in the text after. Rules decide among candidates that overlap and no others, so what
 * is found on one side of a cut has nothing to do with the other. Two facts about the packs make a line's beginning a cut:
 * no match but that of a PEM block holds a line feed, and a PEM block begins with `-----BEGIN`, so that a beginning of a line
 * with none in the PEM_REACH before it is in no block. What a rule reads around a match's start is less than BACK behind
 * and AHEAD before it (PEM_REACH for PEM blocks), which the window keeps from the edit, and the scanned stretch from the window.
 * Bounds are bytes of UTF-8 in the kernel and UTF-16 units here: of these a stretch never has more. Only a PEM block's
 * dashes are read without a bound: a text with that many of them gets no window. test/lsp/scan-window.test.ts holds the kernel
 * to the bounds, and windows to whole scans.
 */
import type { ScanMatch } from '../findings/findings.ts';
import type { Edit } from './document.ts';
/** Read at most before the start of a match: from a name to its value (1024), around the name. */
export declare const BACK = 2048;
/** Read at most behind the start of a match: the longest automaton match (2048), and a little. */
export declare const AHEAD = 4096;
/** The same for PEM blocks: 16 KiB, label, dashes and tail. */
export declare const PEM_REACH: number;
/** Dashes in a row that PEM_REACH has room for. */
export declare const DASHES_MAX = 2048;
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
export declare function joinEdits(first: Edit | undefined, then: Edit): Edit;
/** Undefined where the whole text is to be scanned: no bound holds, or a window would save little. */
export declare function windowOf(before: string, after: string, edit: Edit): ScanWindow | undefined;
/**
 * The matches of the text after the edit: `old` of the text before, with the window's put in. `found` are those of the scanned
 * stretch, by offsets in it. Undefined where a match lies across a cut, which would mean that the bounds don't hold.
 */
export declare function placeMatches(old: readonly ScanMatch[], found: readonly ScanMatch[], { from, start, end, shift }: ScanWindow): ScanMatch[] | undefined;
