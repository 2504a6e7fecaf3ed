/**
 * The texts of a request as ranges of memory: inline bytes where they arrived, files read once, ranges of segments where they
 * are. The last are mapped by a client, and copied before anyone works on them: what is validated as UTF-8 is used as such
 * afterwards, so nobody may change it in between.
 */
import { invalidParams, tooLarge } from '../../protocol/errors.js';
import { whenReady } from './eventual.js';
import { checkLengths } from './inputs.js';
/** A text that the kernel works on in one piece ends here; larger files are scanned in parts by their owner. */
export const TEXT_BYTES_MAX = 256 * 1024 * 1024;
/** As many as the system's thread pool of Node has threads, and as many that wait for one. */
const FILES_AT_ONCE = 8;
/** One text, the field `text`. */
export function oneText(text) {
    return { sources: [text], field: () => 'text', many: false, lengths: undefined };
}
/** The fields `text`, which may have `lengths`, and `texts`, of which a request has exactly one. */
export function textSources(params) {
    const { text, texts, lengths } = params;
    if (text !== undefined) {
        if (texts !== undefined)
            throw invalidParams('texts', 'no texts beside text');
        if (lengths === undefined)
            return oneText(text);
        return { sources: [text], field: (index) => `lengths[${index}]`, many: true, lengths };
    }
    if (lengths !== undefined)
        throw invalidParams('lengths', 'no lengths without text, which they go with');
    if (texts === undefined)
        throw invalidParams('text', 'text or texts');
    return { sources: texts, field: (index) => `texts[${index}]`, many: true, lengths };
}
/** As `textSources`, for methods that work on a list only. */
export function manyTexts(params) {
    if (params.lengths === undefined && params.texts === undefined)
        throw invalidParams('texts', 'a list of sources');
    return textSources(params);
}
/** The sources as texts; `atOnce` promises that the job runs before this returns. */
export function readTexts(given, scope, atOnce = false) {
    const { sources, lengths } = given;
    const field = lengths === undefined ? given.field : () => 'text';
    const use = (inputs) => gather(lengths === undefined ? inputs : split(inputs, lengths));
    if (!sources.some((source) => source.kind === 'file')) {
        return use(sources.map((source, i) => readMemory(source, field(i), scope, atOnce)));
    }
    // Memory first: the bytes of the request are only sure to be there before the first file is awaited.
    const ready = sources.map((source, i) => source.kind === 'file' ? undefined : readMemory(source, field(i), scope, false));
    return whenReady(readFiles(sources, ready, field, scope), use);
}
function gather(inputs) {
    return { inputs, bytes: inputs.reduce((sum, { length }) => sum + length, 0) };
}
/** The texts that lie in one source, one after another. */
function split([whole], lengths) {
    const { address = 0, length: bytes = 0, mapped = false } = whole ?? {};
    checkLengths(lengths, bytes);
    let next = address;
    return lengths.map((length) => {
        const text = { address: next, length, mapped };
        next += length;
        return text;
    });
}
/** The same bytes where no client reaches them. */
export function ownText(input, { inputs, arena }) {
    if (!input.mapped)
        return input;
    const { length } = input;
    const address = inputs.scratch(length);
    arena.bytes.copyWithin(address, input.address, input.address + length);
    return { address, length };
}
function checkSize(bytes) {
    if (bytes > TEXT_BYTES_MAX)
        throw tooLarge('textBytes', TEXT_BYTES_MAX, bytes, 'pass it in parts');
}
function readMemory(source, field, { call, inputs }, atOnce) {
    const length = inputs.memoryBytes(source, field);
    checkSize(length);
    call.admitted.reserve(length, 0);
    if (source.kind !== 'segment')
        return inputs.memory(source, field, atOnce);
    return { address: inputs.segment(source, field).address, length, mapped: true };
}
/** Several at once, since most of the time of a small file is waiting for the system. */
async function readFiles(sources, ready, field, { call, inputs }) {
    const all = [...ready];
    const failures = [];
    const admit = (length) => {
        checkSize(length);
        call.admitted.reserve(length, 0);
    };
    let next = 0;
    const line = async () => {
        for (let i = next++; i < sources.length && failures.length === 0; i = next++) {
            try {
                all[i] ??= await inputs.fileBytes(sources[i], field(i), admit);
            }
            catch (error) {
                failures[i] = error;
            }
        }
    };
    // all are waited for: the memory that is read into is given back when this rejects
    await Promise.all(Array.from({ length: FILES_AT_ONCE }, line));
    if (failures.length > 0)
        throw failures.find((failure) => failure !== undefined);
    return all;
}
