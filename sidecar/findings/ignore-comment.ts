/**
 * `outrigger:ignore` in a file: findings that its author wants quiet, for `outrigger scan` and editors alike. Pure. It
 * must never judge more than lines: what is a comment differs by language, so the words count wherever they stand.
 *
 * `outrigger:ignore` quiets all rules, `outrigger:ignore aws-key, email` those named. Behind something on its line it
 * covers that line; alone on its line (comment signs apart) it covers its own and the next. A word behind that is no list
 * of ids names a rule that isn't there, so that the finding stays and the mistake shows.
 */
import type { Lines } from './lines.ts';

export const IGNORE_WORDS = 'outrigger:ignore';

const DIRECTIVE =
  /outrigger:ignore(?![\w:-])(?:[ \t]+([a-z0-9]+(?:-[a-z0-9]+)*(?:[ \t]*,[ \t]*[a-z0-9]+(?:-[a-z0-9]+)*)*))?/g;
/** What may stand before the words of a comment that has its line to itself. */
const ONLY_SIGNS = /^(?:[^\p{L}\p{N}]*|\s*(?:rem|dnl)\s+)$/iu;

type Quiet = 'all' | Set<string>;

/** Which rules are quiet on which line. */
export class IgnoreComments {
  readonly #quiet = new Map<number, Quiet>();

  constructor(lines: Lines) {
    // the whole text is searched once, and lines are looked at only where the words stand
    for (const found of lines.text.matchAll(DIRECTIVE)) {
      const line = lines.lineAt(found.index);
      const ids = found[1]?.split(',').map((id) => id.trim());
      this.#add(line, ids);
      const before = lines.text.slice(lines.startOf(line), found.index);
      if (ONLY_SIGNS.test(before)) this.#add(line + 1, ids);
    }
  }

  #add(line: number, ids: string[] | undefined): void {
    const known = this.#quiet.get(line);
    if (ids === undefined || known === 'all') this.#quiet.set(line, 'all');
    else this.#quiet.set(line, new Set([...(known ?? []), ...ids]));
  }

  /** Whether a finding of `rule` that starts on the zero-based `line` is quiet. */
  covers(rule: string, line: number): boolean {
    const quiet = this.#quiet.get(line);
    return quiet === 'all' || (quiet?.has(rule) ?? false);
  }
}
