/**
 * Where input bytes are (a source) and where result bytes go (a destination): the wire forms of PROTOCOL.md and the
 * validated forms that the sidecar works on. Pure: nothing is decoded, opened or checked against a real segment here.
 */
import * as v from 'valibot';
import { document, fields, integer } from './schema.js';
const count = integer();
const expectedSource = 'bytes, {base64}, a string, {segment, offset, length} or {path, offset?, length?}';
const SEGMENT_KEYS = ['segment', 'offset', 'length'];
const FILE_KEYS = ['path', 'offset', 'length'];
function unknownKey(input, keys) {
    return Object.keys(input).find((key) => !keys.includes(key));
}
function isCount(value) {
    return v.is(count, value);
}
const expectedCount = 'a non-negative integer up to 2^53-1';
function readSegment(input) {
    const stray = unknownKey(input, SEGMENT_KEYS);
    if (stray !== undefined)
        return { expected: `no such field (the fields are ${SEGMENT_KEYS.join(', ')})`, key: stray };
    const { segment, offset, length } = input;
    if (typeof segment !== 'string')
        return { expected: "a segment's id, a string", key: 'segment' };
    if (!isCount(offset))
        return { expected: expectedCount, key: 'offset' };
    if (!isCount(length))
        return { expected: expectedCount, key: 'length' };
    return { kind: 'segment', segment, offset, length };
}
function readFile(input) {
    const stray = unknownKey(input, FILE_KEYS);
    if (stray !== undefined)
        return { expected: `no such field (the fields are ${FILE_KEYS.join(', ')})`, key: stray };
    const { path } = input;
    const offset = input.offset ?? 0;
    const length = input.length ?? undefined;
    if (typeof path !== 'string' || !isAbsolutePath(path))
        return { expected: 'an absolute path', key: 'path' };
    if (!isCount(offset))
        return { expected: expectedCount, key: 'offset' };
    if (length !== undefined && !isCount(length))
        return { expected: expectedCount, key: 'length' };
    return { kind: 'file', path, offset, length };
}
/** Absolute on this or any platform, and free of NUL, which no file system takes. */
export function isAbsolutePath(path) {
    return /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path) && !path.includes('\0');
}
function readSource(input) {
    if (typeof input === 'string')
        return { kind: 'text', text: input };
    if (input instanceof Uint8Array)
        return { kind: 'bytes', bytes: input };
    if (typeof input !== 'object' || input === null || Array.isArray(input))
        return { expected: expectedSource };
    const record = input;
    if (Object.hasOwn(record, 'base64')) {
        const stray = unknownKey(record, ['base64']);
        if (stray !== undefined)
            return { expected: 'no such field (base64 stands alone)', key: stray };
        if (typeof record.base64 !== 'string')
            return { expected: 'a base64 string', key: 'base64' };
        return { kind: 'base64', base64: record.base64 };
    }
    if (Object.hasOwn(record, 'segment'))
        return readSegment(record);
    if (Object.hasOwn(record, 'path'))
        return readFile(record);
    return { expected: expectedSource };
}
/** A source of any form. */
export const source = document(v.pipe(v.unknown(), v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const read = readSource(dataset.value);
    if ('kind' in read)
        return read;
    const input = dataset.value;
    if (read.key === undefined)
        addIssue({ message: read.expected });
    else {
        const { key } = read;
        addIssue({
            message: read.expected,
            path: [{ type: 'object', origin: 'value', input, key, value: input[key] }],
        });
    }
    return NEVER;
})), { $ref: '#/components/schemas/Source' });
/** `into`: the result bytes are written to this range instead of being returned. */
export const destination = fields({ segment: v.string("a segment's id, a string"), offset: count, length: count });
/** The schemas that the OpenRPC document refers to. */
export const sourceComponents = {
    Bytes: {
        description: 'MessagePack bin; in JSON an object {"base64"}, strictly padded',
        type: 'object',
        properties: { base64: { type: 'string', contentEncoding: 'base64' } },
        required: ['base64'],
    },
    Source: {
        description: 'Where input bytes are',
        oneOf: [
            { $ref: '#/components/schemas/Bytes' },
            { type: 'string', description: 'its UTF-8' },
            {
                type: 'object',
                properties: { segment: { type: 'string' }, offset: { type: 'integer' }, length: { type: 'integer' } },
                required: SEGMENT_KEYS,
                additionalProperties: false,
            },
            {
                type: 'object',
                properties: { path: { type: 'string' }, offset: { type: 'integer' }, length: { type: 'integer' } },
                required: ['path'],
                additionalProperties: false,
            },
        ],
    },
};
