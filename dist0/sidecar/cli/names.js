/**
 * File names as bytes and as strings, without loss: POSIX names need not be UTF-8, JavaScript strings must travel through
 * yargs, sorting and messages. A byte that belongs to no UTF-8 sequence becomes the lone surrogate U+DC80…U+DCFF (as in
 * Python's PEP 383) and turns back into that byte. Pure; never replaces a byte by U+FFFD.
 */
import { isUtf8 } from 'node:buffer';
const ESCAPE = 0xdc00;
/** How many bytes from `at` make one well-formed UTF-8 sequence, or 0 (Unicode 15, table 3-7). */
function sequenceLength(bytes, at) {
    const lead = bytes[at];
    if (lead < 0x80)
        return 1;
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    return isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length ? length : 0;
}
/** The bytes of a name as a string that `encodeName` turns back into exactly these bytes. */
export function decodeName(bytes) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (isUtf8(buffer))
        return buffer.toString('utf8');
    let name = '';
    for (let at = 0; at < buffer.length;) {
        const length = sequenceLength(buffer, at);
        if (length === 0)
            name += String.fromCharCode(ESCAPE + buffer[at]);
        else
            name += buffer.toString('utf8', at, at + length);
        at += length === 0 ? 1 : length;
    }
    return name;
}
/** The byte that a character of a decoded name stands for, or undefined for a character that is itself. */
export function escapedByte(character) {
    const code = character.codePointAt(0);
    return code >= ESCAPE + 0x80 && code <= ESCAPE + 0xff ? code - ESCAPE : undefined;
}
/** The bytes of a decoded name. */
export function encodeName(name) {
    if (name.isWellFormed())
        return Buffer.from(name, 'utf8');
    const parts = [];
    for (const character of name) {
        const byte = escapedByte(character);
        parts.push(byte === undefined ? Buffer.from(character, 'utf8') : Buffer.of(byte));
    }
    return Buffer.concat(parts);
}
/** A name as a call carries it: text where it is UTF-8, else its bytes. */
export function wireName(name) {
    return name.isWellFormed() ? name : new Uint8Array(encodeName(name));
}
/** A name in JSON output: text where it is UTF-8, else `{base64}`, as the protocol writes bytes. */
export function jsonName(name) {
    return name.isWellFormed() ? name : { base64: encodeName(name).toString('base64') };
}
