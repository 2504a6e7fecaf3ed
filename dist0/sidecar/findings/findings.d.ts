/**
 * From the matches of `text/scan` to findings: placed, and without those that a comment or the baseline keeps quiet. The
 * one judgement that `outrigger scan` and the language server share. Pure; it must never call the sidecar or read a file.
 */
import type { Baseline } from './baseline.ts';
import { Lines } from './lines.ts';
/** A match of `text/scan` with `encoding: 'utf-16'`. */
export interface ScanMatch {
    rule: string;
    start: number;
    end: number;
}
export interface Finding extends ScanMatch {
    /** What was matched: never to be logged. */
    text: string;
    /** Zero-based line of its first character. */
    line: number;
}
export interface Quieting {
    baseline: Baseline;
    /** The file's path from the baseline's folder, with forward slashes. */
    path: string;
}
/**
 * The findings of one text, in the order of the matches. `lines` of the same text may be given where they are there
 * already. Ignore comments are read from the text itself.
 */
export declare function findingsOf(text: string, matches: readonly ScanMatch[], quiet?: Quieting, lines?: Lines): Finding[];
