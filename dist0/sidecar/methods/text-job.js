import { invalidParams, ProtocolError, tooLarge } from '../../protocol/errors.js';
import { Failure } from '../arena/job-table.js';
import { ownText } from '../dispatch/texts.js';
import { MethodFailure } from '../pool/job.js';
import { ENTRY_BYTES, POOL_HEADER_BYTES, readResults } from '../pool/operations/text/results.js';
import { MAPPED_TEXT_MAX } from '../pool/operations/text/texts.js';
import { memoryRuns } from './message-runs.js';
/** The texts as the table that workers read, and their runs. Long texts that a client maps are copied here, others by workers. */
export function textTable(texts, scope) {
    const { inputs, arena } = scope;
    const ranges = texts.inputs.map((input) => (input.length > MAPPED_TEXT_MAX ? ownText(input, scope) : input));
    const mapped = ranges.some((range) => range.mapped) ? 1 : 0;
    const runs = memoryRuns(ranges.map(({ length }) => length));
    const address = inputs.scratch(ranges.length * 8 + runs.length * 4);
    const pairs = new Uint32Array(arena.buffer, address, ranges.length * 2);
    ranges.forEach((range, i) => {
        pairs[i * 2] = range.address;
        pairs[i * 2 + 1] = range.length;
    });
    const bounds = address + ranges.length * 8;
    new Uint32Array(arena.buffer, bounds, runs.length).set(runs);
    return { texts: address, bounds, mapped, shards: runs.length - 1 };
}
/** Runs a job that leaves results, and hands them over. */
export function runPoolJob(job, scope, use) {
    const attempt = (poolBytes, last) => {
        const recover = (error) => {
            const full = error instanceof MethodFailure && error.failure === Failure.poolFull;
            if (full && !last)
                return attempt(job.mostBytes, true);
            throw reword(error, job.wording, scope);
        };
        try {
            const results = collect(job, poolBytes, scope, use);
            return results instanceof Promise ? results.catch(recover) : results;
        }
        catch (error) {
            return recover(error);
        }
    };
    return attempt(job.likelyBytes, job.likelyBytes >= job.mostBytes);
}
function collect(job, resultBytes, { arena, call }, use) {
    // Each piece is rounded up to 8 bytes.
    const poolBytes = POOL_HEADER_BYTES + resultBytes + job.count * 8;
    const range = arena.allocate(job.count * ENTRY_BYTES + POOL_HEADER_BYTES + poolBytes);
    const giveBack = () => arena.release(range);
    const pool = range.address;
    const entries = pool + Math.ceil(poolBytes / POOL_HEADER_BYTES) * POOL_HEADER_BYTES;
    new Uint32Array(arena.buffer, pool, 1)[0] = 0;
    let ran;
    try {
        ran = call.run(job.work({ entries, pool, poolBytes }));
    }
    catch (error) {
        giveBack();
        throw error;
    }
    const read = (timing) => {
        return use(readResults(arena.buffer, entries, job.count), timing);
    };
    if (!(ran instanceof Promise)) {
        call.own(giveBack);
        return read(ran);
    }
    return ran.then((timing) => {
        call.own(giveBack);
        return read(timing);
    }, (error) => {
        giveBack();
        throw error;
    });
}
/** A failure that a worker could only tell by number, as an error that names the field. */
function reword(error, { field, limit }, { limits }) {
    if (!(error instanceof MethodFailure))
        return error;
    const { failure, detail } = error;
    switch (failure) {
        case Failure.notText:
            return invalidParams(field(Number(detail)), 'text that is valid UTF-8');
        case Failure.tooMany:
            return tooLarge('matches', limit ?? 0, (limit ?? 0) + 1, `${field(Number(detail))} has more matches than a reply holds`);
        case Failure.tooSmall:
            return invalidParams('maxTokens', "a number that every character's tokens fit (4 always do)");
        case Failure.badRules: {
            const [rule = '', message = ''] = detail.split('\0');
            return new ProtocolError('BadRuleset', `rule ${rule}: ${message}`, { rule, message });
        }
        default:
            return tooLarge('replyBytes', limits.replyBytes, Number(detail), 'the results take more');
    }
}
/** The text of a result, or undefined when it has no bytes. */
export function resultText(result, length, { arena }) {
    return Buffer.from(arena.buffer, result.address, length).toString('utf8');
}
/** The texts that results begin with, of as many bytes as their first numbers say, one after another. */
export function joinTexts(results, { arena, inputs }) {
    const lengths = results.map(({ values }) => values[0]);
    const bytes = lengths.reduce((sum, length) => sum + length, 0);
    // in the arena, whose pages are there already
    const start = inputs.scratch(bytes);
    let at = start;
    results.forEach(({ address }, i) => {
        const length = lengths[i] ?? 0;
        arena.bytes.copyWithin(at, address, address + length);
        at += length;
    });
    return { text: arena.view(start, bytes), lengths };
}
/** u32s of a result. */
export function resultWords(result, { arena }) {
    return new Uint32Array(arena.buffer, result.address, result.length / 4);
}
