import { IgnoreComments } from './ignore-comment.js';
import { Lines } from './lines.js';
/**
 * The findings of one text, in the order of the matches. `lines` of the same text may be given where they are there
 * already. Ignore comments are read from the text itself.
 */
export function findingsOf(text, matches, quiet, lines = new Lines(text)) {
    if (matches.length === 0)
        return [];
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
