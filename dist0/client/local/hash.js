import { loadKernel } from './kernel.js';
import { bytesOf, invalid, timing } from './source.js';
const ALGORITHMS = { sha256: 1, blake3: 2 };
const DIGEST_BYTES = 32;
const DEFAULT_RECORD_SIZE = 64;
/** What the kernel is given at a time: it and its digests stay in the second-level cache. */
const PIECE_BYTES = 256 * 1024;
const PIECE_MESSAGES = 4096;
export class LocalHash {
    /**
     * Digests of records of one size that lie one after another in `data`.
     * @throws OutriggerError InvalidParams: the data is no multiple of `recordSize`, or an option is none.
     */
    async records(data, options = {}) {
        const algorithm = algorithmOf(options);
        const bytes = bytesOf(data, 'data');
        const { recordSize = DEFAULT_RECORD_SIZE } = options;
        if (!Number.isSafeInteger(recordSize) || recordSize < 1) {
            throw invalid('recordSize', 'a non-negative integer of 1 or more');
        }
        if (bytes.length % recordSize !== 0) {
            const problem = `${bytes.length} bytes are no multiple of ${recordSize}`;
            throw invalid('data', `a length that is a multiple of recordSize (${problem})`);
        }
        const kernel = await loadKernel();
        const start = performance.now();
        const digests = new Uint8Array((bytes.length / recordSize) * DIGEST_BYTES);
        if (recordSize > PIECE_BYTES)
            hashLong(kernel, algorithm, records(bytes, recordSize), digests);
        else
            hashRecords(kernel, algorithm, bytes, recordSize, digests);
        return { count: bytes.length / recordSize, digests, timing: timing(start) };
    }
    async messages(input, options = {}) {
        const algorithm = algorithmOf(options);
        const messages = Array.isArray(input)
            ? input.map((message, i) => bytesOf(message, `messages[${i}]`))
            : divide(bytesOf(input, 'data'), options.lengths);
        const kernel = await loadKernel();
        const start = performance.now();
        const digests = new Uint8Array(messages.length * DIGEST_BYTES);
        hashMessages(kernel, algorithm, messages, digests);
        return { count: messages.length, digests, timing: timing(start) };
    }
}
function hashRecords(kernel, algorithm, data, size, digests) {
    const step = Math.floor(PIECE_BYTES / size);
    const count = data.length / size;
    for (let first = 0; first < count; first += step) {
        const end = Math.min(count, first + step);
        digests.set(kernel.hash_records(algorithm, data.subarray(first * size, end * size), size), first * DIGEST_BYTES);
    }
}
/** Short messages in runs, long ones in pieces. */
function hashMessages(kernel, algorithm, messages, digests) {
    for (let first = 0; first < messages.length;) {
        const end = runEnd(messages, first);
        if (end === first) {
            const out = digests.subarray(first * DIGEST_BYTES, (first + 1) * DIGEST_BYTES);
            hashLong(kernel, algorithm, [messages[first]], out);
            first += 1;
            continue;
        }
        const run = messages.slice(first, end);
        const lengths = Uint32Array.from(run, (message) => message.length);
        digests.set(kernel.hash_messages(algorithm, joined(run), lengths), first * DIGEST_BYTES);
        first = end;
    }
}
/** Where the run of messages ends that begins with `first` and fits a piece; `first` where that one doesn't. */
function runEnd(messages, first) {
    let bytes = 0;
    let end = first;
    while (end < messages.length && end - first < PIECE_MESSAGES) {
        bytes += messages[end].length;
        if (bytes > PIECE_BYTES)
            break;
        end += 1;
    }
    return end;
}
function joined(run) {
    if (run.length === 1)
        return run[0];
    const all = new Uint8Array(run.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const message of run) {
        all.set(message, at);
        at += message.length;
    }
    return all;
}
function hashLong(kernel, algorithm, messages, digests) {
    let at = 0;
    for (const message of messages) {
        const digester = new kernel.Digester(algorithm);
        for (let done = 0; done < message.length; done += PIECE_BYTES) {
            digester.update(message.subarray(done, done + PIECE_BYTES));
        }
        digests.set(digester.finish(), at);
        digester.free();
        at += DIGEST_BYTES;
    }
}
function* records(data, size) {
    for (let at = 0; at < data.length; at += size)
        yield data.subarray(at, at + size);
}
function divide(data, lengths) {
    if (!Array.isArray(lengths))
        throw invalid('lengths', 'a list of lengths');
    let at = 0;
    const messages = lengths.map((length, i) => {
        if (!Number.isSafeInteger(length) || length < 0) {
            throw invalid(`lengths[${i}]`, 'a non-negative integer up to 2^53-1');
        }
        const start = at;
        at += length;
        return data.subarray(start, at);
    });
    if (at !== data.length)
        throw invalid('lengths', `lengths that sum to the data's ${data.length} bytes, not ${at}`);
    return messages;
}
function algorithmOf({ algorithm = 'sha256', engine = 'auto' }) {
    if (!Object.hasOwn(ALGORITHMS, algorithm))
        throw invalid('algorithm', '"sha256" or "blake3"');
    if (engine !== 'auto' && engine !== 'wasm')
        throw invalid('engine', '"auto" or "wasm": there is no other here');
    return ALGORITHMS[algorithm];
}
