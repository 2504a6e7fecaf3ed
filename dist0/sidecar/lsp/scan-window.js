/** Read at most before the start of a match: from a name to its value (1024), around the name. */
export const BACK = 2048;
/** Read at most behind the start of a match: the longest automaton match (2048), and a little. */
export const AHEAD = 4096;
/** The same for PEM blocks: 16 KiB, label, dashes and tail. */
export const PEM_REACH = 20 * 1024;
/** Dashes in a row that PEM_REACH has room for. */
export const DASHES_MAX = 2048;
/** The kernel compares without case by bit 5, which makes a carriage return a dash. */
const PEM_BEGIN = /[-\r]{5}begin/gi;
const DASHES = '-'.repeat(DASHES_MAX);
/** Two edits, one after the other, as one. */
export function joinEdits(first, then) {
    if (first === undefined)
        return then;
    const end = Math.max(first.newEnd, then.oldEnd);
    return {
        start: Math.min(first.start, then.start),
        oldEnd: first.oldEnd + end - first.newEnd,
        newEnd: end + then.newEnd - then.oldEnd,
    };
}
/** Undefined where the whole text is to be scanned: no bound holds, or a window would save little. */
export function windowOf(before, after, edit) {
    const shift = edit.newEnd - edit.oldEnd;
    const start = cutBefore(after, edit.start - AHEAD);
    const end = cutBehind(before, after, edit.newEnd + AHEAD, shift);
    if ((end - start) * 2 > after.length)
        return undefined;
    const low = Math.max(0, start - PEM_REACH);
    const isSure = !after.slice(low, end + AHEAD).includes(DASHES) && !before.slice(low, end - shift + AHEAD).includes(DASHES);
    if (!isSure)
        return undefined;
    const to = Math.min(after.length, end + AHEAD);
    return { from: Math.max(0, start - BACK), to, start, end, shift };
}
/** The last cut at or before `at`. */
function cutBefore(text, at) {
    let cut = lineBefore(text, at);
    for (;;) {
        const block = lastBlock(text, cut);
        if (block === Number.NEGATIVE_INFINITY)
            return cut;
        cut = lineBefore(text, block);
    }
}
/** The first cut at or behind `at` in `after` that is one in `before`, too, where `shift` less is its offset. */
function cutBehind(before, after, at, shift) {
    let cut = lineBehind(after, at);
    while (cut < after.length) {
        // below zero where what began a block is gone
        const block = Math.max(lastBlock(after, cut), lastBlock(before, cut - shift) + shift);
        if (block === Number.NEGATIVE_INFINITY)
            break;
        cut = lineBehind(after, Math.max(block + PEM_REACH, cut + 1));
    }
    return cut;
}
/** Where the last PEM block begins that might reach `at`; minus infinity if none does. */
function lastBlock(text, at) {
    const low = Math.max(0, at - PEM_REACH);
    let last = Number.NEGATIVE_INFINITY;
    for (const { index } of text.slice(low, at).matchAll(PEM_BEGIN))
        last = low + index;
    return last;
}
/** The beginning of the line that holds `at`. Only line feeds count: matches may hold other ends of lines. */
function lineBefore(text, at) {
    return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}
/** The first beginning of a line at or behind `at`, or the text's end. */
function lineBehind(text, at) {
    const end = at <= 0 ? 0 : text.indexOf('\n', at - 1) + 1;
    return at > text.length || (end === 0 && at > 0) ? text.length : end;
}
/**
 * The matches of the text after the edit: `old` of the text before, with the window's put in. `found` are those of the scanned
 * stretch, by offsets in it. Undefined where a match lies across a cut, which would mean that the bounds don't hold.
 */
export function placeMatches(old, found, { from, start, end, shift }) {
    const oldEnd = end - shift;
    const head = old.filter((match) => match.start < start);
    const fresh = found
        .map(({ rule, start, end }) => ({ rule, start: start + from, end: end + from }))
        .filter((match) => match.start >= start && match.start < end);
    const tail = old.filter((match) => match.start >= oldEnd);
    const isAcross = (match, cut) => match.start < cut && match.end > cut;
    const across = old.some((match) => isAcross(match, start) || isAcross(match, oldEnd)) ||
        fresh.some((match) => isAcross(match, end));
    if (across)
        return undefined;
    return [...head, ...fresh, ...tail.map(({ rule, start, end }) => ({ rule, start: start + shift, end: end + shift }))];
}
