const KNOWN = ['utf-8', 'utf-16', 'utf-32'];
/** The first of the client's list that we know; `utf-16`, which every client has, if it names none. */
export function agreeOn(offered) {
    return KNOWN.find((each) => each === offered?.find((kind) => KNOWN.includes(kind))) ?? 'utf-16';
}
const isHigh = (unit) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit) => unit >= 0xdc00 && unit < 0xe000;
/** How many UTF-16 units the character at `at` has: 2 for a pair, 1 for all else, a lone surrogate too. */
function width(text, at) {
    return isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1)) ? 2 : 1;
}
/** Units of the encoding that the character of `wide` UTF-16 units at `at` takes. A lone surrogate goes as U+FFFD. */
function cost(text, at, wide, encoding) {
    if (encoding === 'utf-32')
        return 1;
    if (wide === 2)
        return 4;
    const unit = text.charCodeAt(at);
    return unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
}
/** The length of `text[start, end)` in the encoding's units. A pair that `end` cuts is counted as if it ended before. */
export function unitsBetween(text, start, end, encoding) {
    if (encoding === 'utf-16')
        return end - start;
    let units = 0;
    for (let at = start; at < end;) {
        const wide = width(text, at);
        if (at + wide > end)
            break;
        units += cost(text, at, wide, encoding);
        at += wide;
    }
    return units;
}
/** The offset `units` behind `start`, at most `limit`; units that end inside a character mean its start. */
export function offsetAfter(text, start, limit, units, encoding) {
    if (encoding === 'utf-16')
        return Math.min(start + units, limit);
    let left = units;
    let at = start;
    while (at < limit) {
        const wide = width(text, at);
        left -= cost(text, at, wide, encoding);
        if (left < 0)
            break;
        at += wide;
    }
    return Math.min(at, limit);
}
