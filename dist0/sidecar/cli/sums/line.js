/**
 * One line of a checksum file, written and read as GNU coreutils' `sha256sum` does (coreutils 9.1, src/digest.c): the
 * default form, the `--tag` form, and the form of old BSD tools that `-c` also reads. Pure: bytes in, bytes out.
 */
import { decodeName, encodeName } from '../names.js';
const ESCAPES = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };
function needsEscape(name) {
    return /[\\\n\r]/.test(name);
}
export function escapeName(name) {
    return name.replace(/[\\\n\r]/g, (character) => ESCAPES[character]);
}
/** The line for a digest, in the bytes that the name is made of. */
export function formatLine(digest, name, style) {
    const escaped = !style.zero && needsEscape(name);
    const shown = escaped ? escapeName(name) : name;
    const text = style.tag ? `${style.tagName} (${shown}) = ${digest}` : `${digest} ${style.binary ? '*' : ' '}${shown}`;
    return encodeName(`${escaped ? '\\' : ''}${text}${style.zero ? '\0' : '\n'}`);
}
/** Undoes `escapeName`; undefined where a backslash is followed by anything else than what it writes. */
function unescapeName(name) {
    if (/\\(?![\\nr])/.test(name.replaceAll('\\\\', '')))
        return undefined;
    return name.replace(/\\(.)/g, (_, letter) => (letter === 'n' ? '\n' : letter === 'r' ? '\r' : '\\'));
}
const HEX = /^[0-9a-fA-F]{64}$/;
/** `TAG (name) = digest`, from behind the tag and its parenthesis. */
function parseTagged(rest, escaped) {
    const close = rest.lastIndexOf(')');
    if (close === -1)
        return undefined;
    const digest = /^[ \t]*=[ \t]*(.*)$/s.exec(rest.slice(close + 1))?.[1] ?? '';
    if (!HEX.test(digest))
        return undefined;
    const raw = rest.slice(0, close);
    const name = escaped ? unescapeName(raw) : raw;
    return name === undefined ? undefined : { digest: digest.toLowerCase(), name };
}
/**
 * Reads the lines of one checksum file. It has a memory: the form of old BSD tools (`digest name`) and the usual one
 * (`digest  name`) must not be mixed, or a name with a leading space could pass for another file.
 */
export class LineReader {
    #tagName;
    #bsdReversed;
    constructor(tagName) {
        this.#tagName = tagName;
    }
    /** The digest and name of a line without its line end; undefined where it is improperly formatted. */
    parse(line) {
        let rest = line.replace(/^[ \t]+/, '');
        const escaped = rest.startsWith('\\');
        if (escaped)
            rest = rest.slice(1);
        if (rest.startsWith(this.#tagName)) {
            const opened = /^ ?\(/.exec(rest.slice(this.#tagName.length));
            if (opened === null)
                return undefined;
            return parseTagged(rest.slice(this.#tagName.length + opened[0].length), escaped);
        }
        const digest = rest.slice(0, 64);
        if (!HEX.test(digest) || !/[ \t]/.test(rest[64] ?? '') || rest.length === 65)
            return undefined;
        const raw = this.#nameOf(rest.slice(65));
        if (raw === undefined)
            return undefined;
        const name = escaped ? unescapeName(raw) : raw;
        return name === undefined ? undefined : { digest: digest.toLowerCase(), name };
    }
    #nameOf(rest) {
        if (rest.length === 1 || !/^[ *]/.test(rest)) {
            if (this.#bsdReversed === false)
                return undefined;
            this.#bsdReversed = true;
            return rest;
        }
        if (this.#bsdReversed === true)
            return rest;
        this.#bsdReversed = false;
        return rest.slice(1);
    }
}
/** The lines of a checksum file with their numbers (from 1), without comments, empty lines and line ends. */
export function* checksumLines(file) {
    let number = 0;
    for (let start = 0; start < file.length;) {
        const found = file.indexOf(0x0a, start);
        const end = found === -1 ? file.length : found;
        const stop = end > start && file[end - 1] === 0x0d ? end - 1 : end;
        number += 1;
        if (stop > start && file[start] !== 0x23) {
            // As in C, a NUL ends the text of a line.
            const text = decodeName(file.subarray(start, stop)).split('\0', 1)[0];
            yield { number, text };
        }
        start = end + 1;
    }
}
