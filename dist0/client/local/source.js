import { OutriggerError } from '../errors.js';
/** INVALID_PARAMS of JSON-RPC, as the sidecar answers. */
const INVALID_PARAMS = -32602;
/** A source's bytes. @throws OutriggerError InvalidParams: it is none that a single thread can read. */
export function bytesOf(source, path) {
    if (source instanceof Uint8Array)
        return source;
    if (typeof source !== 'string')
        throw invalid(path, 'bytes or a string: only a sidecar reads files and segments');
    // an encoder would write U+FFFD for a lone surrogate: a wrong digest without an error
    if (!source.isWellFormed())
        throw invalid(path, 'text without lone surrogates');
    return new TextEncoder().encode(source);
}
/** As the sidecar would say it. */
export function invalid(path, expected) {
    const data = { name: 'InvalidParams', path, expected };
    return new OutriggerError('InvalidParams', `${path}: expected ${expected}`, { rpcCode: INVALID_PARAMS, data });
}
/** As of a job that ran on the caller's own thread: no worker took part. */
export function timing(start) {
    return { queueMs: 0, runMs: performance.now() - start, workers: 0 };
}
