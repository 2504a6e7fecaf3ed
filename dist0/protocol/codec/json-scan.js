import { tooLarge } from '../errors.js';
import { readId } from './incoming.js';
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
/** Setting this bit maps `[` to `{` and `]` to `}`. */
const BRACE_BIT = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;
/** Past this many bytes of a string a search for its end by `indexOf` beats the loop. */
const SHORT_STRING = 64;
/** Where the string that begins after the quote before `start` ends: the index after its closing quote. */
function endOfString(bytes, start) {
    let at = start;
    while (at < bytes.length) {
        const stop = Math.min(bytes.length, at + SHORT_STRING);
        while (at < stop) {
            const byte = bytes[at];
            at += 1;
            if (byte === QUOTE)
                return at;
            if (byte === BACKSLASH)
                at += 1;
        }
        if (at >= bytes.length)
            break;
        const quote = bytes.indexOf(QUOTE, at);
        if (quote === -1)
            break;
        // the quote closes the string unless an odd number of backslashes stands before it
        let backslashes = 0;
        while (quote - 1 - backslashes >= at && bytes[quote - 1 - backslashes] === BACKSLASH)
            backslashes += 1;
        at = quote + 1;
        if (backslashes % 2 === 0)
            return at;
    }
    return bytes.length;
}
function isBlank(byte) {
    return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
function skipBlank(bytes, start) {
    let at = start;
    while (isBlank(bytes[at]))
        at += 1;
    return at;
}
/** The first limit that a JSON text passes, or undefined. */
export function judgeJson(bytes, bounds) {
    const { depth, elements, containers } = bounds;
    // n bytes hold fewer than n containers, elements and levels
    if (bytes.length <= Math.min(depth, elements, containers))
        return undefined;
    let level = 0;
    let opened = 0;
    let counted = 0;
    let at = 0;
    while (at < bytes.length) {
        const byte = bytes[at];
        at += 1;
        if (byte === QUOTE) {
            at = endOfString(bytes, at);
        }
        else if (byte === COMMA) {
            counted += 1;
            if (counted > elements)
                return tooLarge('elements', elements, counted);
        }
        else if ((byte | BRACE_BIT) === OPEN) {
            at = skipBlank(bytes, at);
            opened += 1;
            level += 1;
            if (((bytes[at] ?? 0) | BRACE_BIT) !== CLOSE)
                counted += 1;
            if (level > depth)
                return tooLarge('depth', depth, level);
            if (opened > containers)
                return tooLarge('containers', containers, opened);
            if (counted > elements)
                return tooLarge('elements', elements, counted);
        }
        else if ((byte | BRACE_BIT) === CLOSE) {
            level -= 1;
        }
    }
    return undefined;
}
/** Parses the scalar that begins at `start`, or undefined where there is none. */
function scalarAt(bytes, start) {
    let end = start;
    if (bytes[start] === QUOTE)
        end = endOfString(bytes, start + 1);
    else
        while (end < bytes.length && bytes[end] !== COMMA && bytes[end] !== CLOSE)
            end += 1;
    try {
        return JSON.parse(bytes.toString('utf8', start, end));
    }
    catch {
        return undefined;
    }
}
/** The `id` of a message that isn't parsed because it passes a limit; null where it has none, or is a batch. */
export function skimJsonId(bytes) {
    let level = 0;
    let at = skipBlank(bytes, 0);
    if (bytes[at] !== OPEN)
        return null;
    while (at < bytes.length) {
        const byte = bytes[at];
        at += 1;
        if (byte === QUOTE) {
            const end = endOfString(bytes, at);
            const colon = skipBlank(bytes, end);
            if (level === 1 && bytes[colon] === COLON && bytes.toString('latin1', at, end - 1) === 'id') {
                return readId(scalarAt(bytes, skipBlank(bytes, colon + 1))) ?? null;
            }
            at = end;
        }
        else if ((byte | BRACE_BIT) === OPEN)
            level += 1;
        else if ((byte | BRACE_BIT) === CLOSE)
            level -= 1;
    }
    return null;
}
