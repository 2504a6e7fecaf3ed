/**
 * `outrigger:ignore` in a file: findings that its author wants quiet, for `outrigger scan` and editors alike. Pure. It
 * must never judge more than lines: what is a comment differs by language, so the words count wherever they stand.
 *
 * `outrigger:ignore` quiets all rules, `outrigger:ignore aws-key, email` those named. Behind something on its line it
 * covers that line; alone on its line (comment signs apart) it covers its own and the next. A word behind that is no list
 * of ids names a rule that isn't there, so that the finding stays and the mistake shows.
 */
import type { Lines } from './lines.ts';
export declare const IGNORE_WORDS = "outrigger:ignore";
/** Which rules are quiet on which line. Only lines that are asked about are read, and each once. */
export declare class IgnoreComments {
    #private;
    constructor(lines: Lines);
    /** Whether a finding of `rule` that starts on the zero-based `line` is quiet. */
    covers(rule: string, line: number): boolean;
}
