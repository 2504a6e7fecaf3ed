export const IGNORE_WORDS = 'outrigger:ignore';
const DIRECTIVE = /outrigger:ignore(?![\w:-])(?:[ \t]+([a-z0-9]+(?:-[a-z0-9]+)*(?:[ \t]*,[ \t]*[a-z0-9]+(?:-[a-z0-9]+)*)*))?/g;
/** What may stand before the words of a comment that has its line to itself. */
const ONLY_SIGNS = /^(?:[^\p{L}\p{N}]*|\s*(?:rem|dnl)\s+)$/iu;
const NOTHING = { here: undefined, below: undefined };
/** Which rules are quiet on which line. Only lines that are asked about are read, and each once. */
export class IgnoreComments {
    #lines;
    #said = new Map();
    constructor(lines) {
        this.#lines = lines;
    }
    /** Whether a finding of `rule` that starts on the zero-based `line` is quiet. */
    covers(rule, line) {
        return holds(this.#on(line).here, rule) || (line > 0 && holds(this.#on(line - 1).below, rule));
    }
    #on(line) {
        let said = this.#said.get(line);
        if (said === undefined) {
            said = read(this.#lines.textOf(line));
            this.#said.set(line, said);
        }
        return said;
    }
}
function holds(quiet, rule) {
    return quiet === 'all' || (quiet?.has(rule) ?? false);
}
function read(text) {
    if (!text.includes(IGNORE_WORDS))
        return NOTHING;
    let { here, below } = NOTHING;
    for (const found of text.matchAll(DIRECTIVE)) {
        const ids = found[1]?.split(',').map((id) => id.trim());
        here = joined(here, ids);
        if (ONLY_SIGNS.test(text.slice(0, found.index)))
            below = joined(below, ids);
    }
    return { here, below };
}
function joined(known, ids) {
    return ids === undefined || known === 'all' ? 'all' : new Set([...(known ?? []), ...ids]);
}
