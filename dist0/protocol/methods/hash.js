/** `hash/*`: digests of records, messages and files. Shapes only. */
import * as v from 'valibot';
import { params } from '../envelope.js';
import { document, integer, integers, listOf, oneOf } from '../schema.js';
import { destination, isAbsolutePath, source } from '../sources.js';
/** Both algorithms have digests of 32 bytes. */
export const DIGEST_BYTES = 32;
export const DEFAULT_RECORD_SIZE = 64;
const algorithm = oneOf('sha256', 'blake3');
const engine = v.optional(oneOf('auto', 'wasm', 'openssl'), 'auto');
export const hashRecordsParams = params({
    algorithm,
    recordSize: v.optional(integer(1), DEFAULT_RECORD_SIZE),
    data: source,
    into: v.optional(destination),
    engine,
});
export const hashMessagesParams = params({
    algorithm,
    data: v.optional(source),
    lengths: v.optional(integers('a list of lengths')),
    messages: v.optional(listOf(source, 'a list of sources')),
    into: v.optional(destination),
    engine,
});
function isFileName(input) {
    if (typeof input === 'string')
        return isAbsolutePath(input);
    return input instanceof Uint8Array && isAbsolutePath(Buffer.from(input).toString('latin1'));
}
const fileName = document(v.pipe(v.unknown(), v.transform((input) => decodeName(input)), v.custom(isFileName, 'an absolute path: a string, or bytes')), { oneOf: [{ type: 'string' }, { $ref: '#/components/schemas/Bytes' }] });
/** `{base64}` is bytes in every dialect. */
function decodeName(input) {
    if (typeof input !== 'object' || input === null || !Object.hasOwn(input, 'base64'))
        return input;
    const { base64 } = input;
    if (typeof base64 !== 'string')
        return input;
    const bytes = Buffer.from(base64, 'base64');
    return bytes.toString('base64') === base64 ? new Uint8Array(bytes) : input;
}
export const hashFilesParams = params({ algorithm, paths: listOf(fileName, 'a list of absolute paths'), engine });
