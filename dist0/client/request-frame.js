/**
 * Requests and notifications as MessagePack-RPC frames, in parts: what is small is encoded, large byte arrays of the
 * caller's stand between as they are, and long texts as bytes. Never copies byte arrays, and never writes a string that is no
 * Unicode.
 */
import { encodeMessagePack } from '../protocol/codec/msgpack.js';
import { ERRORS } from '../protocol/errors.js';
import { OutriggerError } from './errors.js';
import { holdsLongText, SOURCE_FIELDS, textBytes } from './source-text.js';
/** Below this copying into the frame is cheaper than one more piece for the kernel to gather. */
const BORROWED_BYTES = 4096;
const BIN32 = 0xc6;
const ARRAY32 = 0xdd;
const MAP32 = 0xdf;
const WELL_FORMED = 'a string without lone surrogates';
export function requestFrame(id, method, params) {
    const borrows = survey(params, '');
    if (!borrows && !holdsLongText(params))
        return [encodeMessagePack([0, id, method, [params]])];
    const parts = [
        Buffer.of(0x94, 0x00),
        encodeMessagePack(id),
        encodeMessagePack(method),
        Buffer.of(0x91),
    ];
    writeFields(params, parts, writeParam);
    return parts;
}
export function notificationFrame(method, params) {
    return [encodeMessagePack([2, method, [params]])];
}
export function frameBytes(parts) {
    return parts.reduce((sum, part) => sum + part.byteLength, 0);
}
/** Judges every value that is to be written; returns whether there are byte arrays in it to be borrowed. */
function survey(value, path) {
    switch (typeof value) {
        case 'string':
            // an encoder would write U+FFFD for a lone surrogate: a wrong digest without an error
            if (!isWellFormed(value))
                throw refuseText(path);
            return false;
        case 'undefined':
        case 'boolean':
        case 'number':
            return false;
        case 'object':
            return value !== null && surveyObject(value, path);
        default:
            throw refuse(path, `a value that MessagePack holds, not a ${typeof value}`);
    }
}
function surveyObject(value, path) {
    if (value instanceof Uint8Array)
        return value.byteLength >= BORROWED_BYTES;
    let borrows = false;
    if (Array.isArray(value)) {
        for (let i = 0; i < value.length; i += 1) {
            // lengths of texts: thousands, and nothing to find
            if (typeof value[i] === 'number')
                continue;
            const place = `${path}[${i}]`;
            if (value[i] === undefined)
                throw refuse(place, 'a value, not undefined');
            borrows = survey(value[i], place) || borrows;
        }
        return borrows;
    }
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
        const name = value.constructor?.name ?? 'object';
        throw refuse(path, `a plain object or a Uint8Array, not a ${name}`);
    }
    for (const [key, field] of Object.entries(value)) {
        borrows = survey(field, path === '' ? key : `${path}.${key}`) || borrows;
    }
    return borrows;
}
function isWellFormed(text) {
    return text.isWellFormed();
}
/** For a text at a path that is none. */
export function refuseText(path) {
    return refuse(path, WELL_FORMED);
}
function refuse(path, expected) {
    const rpcCode = ERRORS.InvalidParams.code;
    const data = { name: 'InvalidParams', path, expected };
    return new OutriggerError('InvalidParams', `${path}: expected ${expected}`, { rpcCode, data });
}
const writeField = (_key, value, parts) => writeParts(value, parts);
/** A parameter: a source, or a list of them, may be text. */
const writeParam = (key, value, parts) => {
    if (!SOURCE_FIELDS.has(key))
        writeParts(value, parts);
    else if (typeof value === 'string')
        parts.push(textBytes([value]));
    else if (Array.isArray(value))
        writeSources(value, parts);
    else
        writeParts(value, parts);
};
/** A list of sources: each run of strings in one piece of memory. */
function writeSources(sources, parts) {
    parts.push(longHeader(ARRAY32, sources.length));
    for (let at = 0; at < sources.length;) {
        let end = at;
        while (typeof sources[end] === 'string')
            end += 1;
        if (end > at)
            parts.push(textBytes(sources.slice(at, end)));
        else
            writeParts(sources[end++], parts);
        at = end;
    }
}
/** Writes a value that holds borrowed bytes somewhere, piece by piece. */
function writeParts(value, parts) {
    if (value instanceof Uint8Array && value.byteLength >= BORROWED_BYTES) {
        parts.push(longHeader(BIN32, value.byteLength), value);
    }
    else if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
        parts.push(longHeader(ARRAY32, value.length));
        for (const item of value)
            writeParts(item, parts);
    }
    else if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)) {
        writeFields(value, parts, writeField);
    }
    else
        parts.push(encodeMessagePack(value));
}
function writeFields(fields, parts, write) {
    const entries = Object.entries(fields).filter(([, field]) => field !== undefined);
    parts.push(longHeader(MAP32, entries.length));
    for (const [key, field] of entries) {
        parts.push(encodeMessagePack(key));
        write(key, field, parts);
    }
}
/** The longest form of a header: right for every length, and 4 bytes more at most. */
function longHeader(type, length) {
    const header = Buffer.allocUnsafe(5);
    header[0] = type;
    header.writeUInt32BE(length, 1);
    return header;
}
