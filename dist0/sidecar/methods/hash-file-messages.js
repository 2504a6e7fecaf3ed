import { checkLengths, } from '../dispatch/inputs.js';
import { hashFileMessages, hashSources, SOURCE_WORDS } from '../pool/operations/hash-file-messages.js';
import { algorithmId, engineId } from './hash-engine.js';
import { digestTarget, nameFile, refuseOverlap } from './hash-target.js';
import { fileRuns } from './message-runs.js';
/** One file whose messages lie one after another. */
export async function messagesOfFile(params, data, lengths, scope) {
    const { call, inputs, arena } = scope;
    const file = await inputs.file(data, 'data');
    checkLengths(lengths, file.length);
    const count = lengths.length;
    const bounds = fileRuns(lengths);
    const target = digestTarget(scope, count, (count + 1) * 8 + bounds.length * 4, params.into);
    if (count === 0)
        return target.result(call.idleTiming());
    if (!('fd' in file))
        return runSources(params, scope, sourcesIn(file, lengths), target);
    const offsets = inputs.scratch((count + 1) * 8 + bounds.length * 4);
    writeOffsets(new Float64Array(arena.buffer, offsets, count + 1), file, lengths);
    const boundsAt = offsets + (count + 1) * 8;
    new Uint32Array(arena.buffer, boundsAt, bounds.length).set(bounds);
    const timing = call.run({
        operation: hashFileMessages,
        args: {
            algorithm: algorithmId(params),
            engine: engineId(params),
            fd: file.fd,
            offsets,
            bounds: boundsAt,
            out: target.address,
        },
        shards: bounds.length - 1,
        bytes: file.length,
        inlineMicros: undefined,
    });
    return target.result(await nameFile(timing, () => data.path));
}
function writeOffsets(into, file, lengths) {
    let at = file.offset;
    into[0] = at;
    lengths.forEach((length, i) => {
        at += length;
        into[i + 1] = at;
    });
}
function sourcesIn(content, lengths) {
    let next = content.address;
    return lengths.map((length) => {
        const address = next;
        next += length;
        return { address, length };
    });
}
/** A list of sources, some of them files: each file is looked at here, and opened again by the worker that reads it. */
export async function messagesOfFiles(params, messages, scope) {
    const { inputs, call } = scope;
    const field = (i) => `messages[${i}]`;
    const inlineBytes = messages.reduce((sum, message, i) => sum + inputs.inlineBytes(message, field(i)), 0);
    const target = digestTarget(scope, messages.length, inlineBytes, params.into);
    // Memory first: the bytes of the request are only sure to be there before the first file is awaited.
    const places = messages.flatMap((message, i) => (message.kind === 'file' ? [] : [i]));
    const inMemory = inputs.memories(places.map((i) => messages[i]), (i) => field(places[i] ?? i), false);
    const ready = new Map(places.map((place, i) => [place, inMemory[i]]));
    const sources = [];
    for (const [i, message] of messages.entries()) {
        if (message.kind === 'file') {
            const range = await inputs.closedFile(message, field(i));
            sources.push('address' in range ? range : { ...range, path: message.path });
        }
        else {
            const input = ready.get(i);
            if (input === undefined)
                throw new Error('a source without its bytes');
            refuseOverlap(input, target);
            sources.push(input);
        }
    }
    if (sources.length === 0)
        return target.result(call.idleTiming());
    return runSources(params, scope, sources, target);
}
async function runSources(params, scope, sources, target) {
    const { call, inputs, arena } = scope;
    const paths = sources.map((source) => ('path' in source ? Buffer.from(source.path) : undefined));
    const pathBytes = paths.reduce((sum, path) => sum + (path?.length ?? 0), 0);
    call.admitted.reserve(sources.length * SOURCE_WORDS * 8 + pathBytes, 0);
    const table = inputs.scratch(sources.length * SOURCE_WORDS * 8);
    const words = new Float64Array(arena.buffer, table, sources.length * SOURCE_WORDS);
    let pathAt = inputs.scratch(pathBytes);
    sources.forEach((source, i) => {
        const path = paths[i];
        const at = 'path' in source ? source.offset : source.address;
        words.set([at, source.length, path === undefined ? 0 : pathAt, path?.length ?? 0], i * SOURCE_WORDS);
        if (path === undefined)
            return;
        arena.bytes.set(path, pathAt);
        pathAt += path.length;
    });
    const timing = call.run({
        operation: hashSources,
        args: { algorithm: algorithmId(params), engine: engineId(params), table, out: target.address },
        shards: sources.length,
        bytes: sources.reduce((sum, { length }) => sum + length, 0),
        inlineMicros: undefined,
    });
    return target.result(await nameFile(timing, (shard) => {
        const source = sources[shard];
        return source !== undefined && 'path' in source ? source.path : '';
    }));
}
