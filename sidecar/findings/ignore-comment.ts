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

/** What the words on one line say, and whether they hold for the next line, too. */
interface Said {
  here: Quiet | undefined;
  below: Quiet | undefined;
}

const NOTHING: Said = { here: undefined, below: undefined };

/** Which rules are quiet on which line. Only lines that are asked about are read, and each once. */
export class IgnoreComments {
  readonly #lines: Lines;
  readonly #said = new Map<number, Said>();

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  /** Whether a finding of `rule` that starts on the zero-based `line` is quiet. */
  covers(rule: string, line: number): boolean {
    return holds(this.#on(line).here, rule) || (line > 0 && holds(this.#on(line - 1).below, rule));
  }

  #on(line: number): Said {
    let said = this.#said.get(line);
    if (said === undefined) {
      said = read(this.#lines.textOf(line));
      this.#said.set(line, said);
    }
    return said;
  }
}

function holds(quiet: Quiet | undefined, rule: string): boolean {
  return quiet === 'all' || (quiet?.has(rule) ?? false);
}

function read(text: string): Said {
  if (!text.includes(IGNORE_WORDS)) return NOTHING;
  let { here, below } = NOTHING;
  for (const found of text.matchAll(DIRECTIVE)) {
    const ids = found[1]?.split(',').map((id) => id.trim());
    here = joined(here, ids);
    if (ONLY_SIGNS.test(text.slice(0, found.index))) below = joined(below, ids);
  }
  return { here, below };
}

function joined(known: Quiet | undefined, ids: string[] | undefined): Quiet {
  return ids === undefined || known === 'all' ? 'all' : new Set([...(known ?? []), ...ids]);
}
