import { IGNORE_WORDS } from '../findings/ignore-comment.js';
import { commentStyle } from './comment-style.js';
/** What `text/redact` puts in the place of a match. */
const replacement = (rule) => `[${rule}]`;
export function redactOne({ start, end, rule }, document) {
    return [{ range: document.rangeOf(start, end), newText: replacement(rule) }];
}
/** As `text/redact` does it: overlapping findings are one, named by the first. `findings` are ordered by start. */
export function redactAll(findings, document) {
    const unions = [];
    for (const { start, end, rule } of findings) {
        const last = unions.at(-1);
        if (last !== undefined && start < last.end)
            last.end = Math.max(last.end, end);
        else
            unions.push({ start, end, rule });
    }
    return unions.map(({ start, end, rule }) => ({ range: document.rangeOf(start, end), newText: replacement(rule) }));
}
/** A comment on a line of its own before the finding's, indented like it; undefined where the language has no comments. */
export function ignoreHere({ rule, line }, document) {
    const style = commentStyle(document.languageId, document.uri);
    if (style === undefined)
        return undefined;
    const { lines } = document;
    const start = lines.startOf(line);
    const indent = /^[ \t]*/.exec(lines.textOf(line))?.[0] ?? '';
    const ending = /\r\n|\r|\n/.exec(document.text)?.[0] ?? '\n';
    const comment = `${indent}${style.open}${IGNORE_WORDS} ${rule}${style.close}${ending}`;
    return [{ range: document.rangeOf(start, start), newText: comment }];
}
