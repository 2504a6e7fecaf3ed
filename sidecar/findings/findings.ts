/**
 * From the matches of `text/scan` to findings: placed, and without those that a comment or the baseline keeps quiet. The
 * one judgement that `outrigger scan` and the language server share. Pure; it must never call the sidecar or read a file.
 */
import type { Baseline } from './baseline.ts';
import { IgnoreComments } from './ignore-comment.ts';
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
export function findingsOf(
  text: string,
  matches: readonly ScanMatch[],
  quiet?: Quieting,
  lines = new Lines(text),
): Finding[] {
  if (matches.length === 0) return [];
  const comments = new IgnoreComments(lines);
  const found = matches.map(({ rule, start, end }) => {
    return { rule, start, end, text: text.slice(start, end), line: lines.lineAt(start) };
  });
  // a comment that names `npm-token` is itself a name before a value: what another rule makes of that is the same secret
  const ignored = found.filter(({ rule, line }) => comments.covers(rule, line));
  const places = new Set(ignored.map(({ start, end }) => `${start}-${end}`));
  return found
    .filter(({ start, end }) => !places.has(`${start}-${end}`))
    .filter(({ rule, text: matched }) => !(quiet?.baseline.has(rule, matched, quiet.path) ?? false));
}
