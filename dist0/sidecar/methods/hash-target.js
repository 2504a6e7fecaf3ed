import { invalidParams, ProtocolError } from '../../protocol/errors.js';
import { DIGEST_BYTES } from '../../protocol/methods/hash.js';
import { fileError } from '../dispatch/files.js';
/** Reserves the call's memory and the reply's, and finds the place of the digests. */
export function digestTarget(scope, count, inlineBytes, into) {
    const { call, inputs, arena } = scope;
    const length = count * DIGEST_BYTES;
    if (into !== undefined) {
        if (into.length < length)
            throw invalidParams('into.length', `at least ${length}, 32 bytes a digest`);
        call.admitted.reserve(inlineBytes, 0);
        const { address } = inputs.segment(into, 'into');
        return { address, bytes: length, result: (timing) => ({ count, timing }) };
    }
    call.admitted.reserve(inlineBytes + length, call.request.codec === 'json' ? Math.ceil(length / 3) * 4 : length);
    const address = inputs.scratch(length);
    const digests = arena.view(address, length);
    return { address, bytes: length, result: (timing) => ({ count, digests, timing }) };
}
/** Digests written over the data that they are digests of would be digests of digests. */
export function refuseOverlap(data, target) {
    if (data.length === 0 || target.bytes === 0)
        return;
    if (target.address < data.address + data.length && data.address < target.address + target.bytes) {
        throw invalidParams('into', "a range that doesn't overlap the data");
    }
}
/**
 * An error that a worker met in a file that the client named: `pathOf` finds its path, by the shard where there are
 * many. A worker tells the code, or the code and the shard.
 */
export function nameFile(ended, pathOf) {
    if (!(ended instanceof Promise))
        return ended;
    return ended.catch((error) => {
        if (!(error instanceof ProtocolError) || error.name !== 'FileError')
            throw error;
        const [code = '', shard = '0'] = String(error.data.code).split(' ');
        throw fileError(code, pathOf(Number(shard)));
    });
}
