/**
 * File names in messages, quoted as GNU coreutils quote them (gnulib's `quotef`, style shell-escape): as they are where
 * a shell would read them as one plain word, else in quotes that a shell reads back. Pure.
 */
import { encodeName, escapedByte } from '../names.js';
/** Control characters that have a letter of their own in `$'…'`. */
const LETTERS = {
    '\x07': 'a',
    '\b': 'b',
    '\f': 'f',
    '\n': 'n',
    '\r': 'r',
    '\t': 't',
    '\v': 'v',
};
/** What a shell (or `quotef` itself: the colon, which ends a name in a message) takes as more than a letter. */
const SPECIAL = /[?\\ !"$&()*;<=>[^`|':]|^[#~]|^[{}]$/;
/** What may stand in double quotes beside an apostrophe and mean itself, in C and in a shell. */
const PLAIN_WITH_APOSTROPHE = /^(?:[#~](?!$)|[{}]$)?[ '%+,\-./0-9:A-Z\]_a-z@\u{a0}-\u{10ffff}]*$/u;
function printable(character, utf8) {
    const code = character.codePointAt(0);
    if (code < 0x80)
        return code >= 0x20 && code !== 0x7f;
    return utf8 && escapedByte(character) === undefined && !/[\p{Cc}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u.test(character);
}
function octal(byte) {
    return `\\${byte.toString(8).padStart(3, '0')}`;
}
function escaped(character) {
    const letter = LETTERS[character];
    if (letter !== undefined)
        return `\\${letter}`;
    return Array.from(encodeName(character), octal).join('');
}
function singleQuoted(characters, utf8) {
    let text = "'";
    let inEscape = false;
    for (const character of characters) {
        if (!printable(character, utf8)) {
            text += `${inEscape ? '' : "'$'"}${escaped(character)}`;
            inEscape = true;
        }
        else if (character === "'") {
            text += "'\\''";
            inEscape = false;
        }
        else {
            text += `${inEscape ? "''" : ''}${character}`;
            inEscape = false;
        }
    }
    return `${text}'`;
}
/** `utf8`: whether the terminal's locale shows non-ASCII characters; else their bytes are written in octal. */
export function quoted(name, utf8 = true) {
    const characters = Array.from(name);
    const clean = characters.every((character) => printable(character, utf8));
    if (clean && name !== '' && !SPECIAL.test(name))
        return name;
    if (clean && name.includes("'") && PLAIN_WITH_APOSTROPHE.test(name))
        return `"${name}"`;
    return singleQuoted(characters, utf8);
}
/** Whether the environment's locale is a UTF-8 one, by POSIX's order of the variables. */
export function localeIsUtf8(env = process.env) {
    return /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '');
}
