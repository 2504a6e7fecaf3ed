/**
 * Messages as the session sees them, whatever dialect they came in: request, notification, or what is wrong with them.
 * Judges the envelope (version, id, method) and brings params into one shape; the params' own fields are not judged here.
 */
import { isUtf8 } from 'node:buffer';
import { invalidParams, ProtocolError } from '../errors.js';
const NO_PARAMS = Object.freeze({});
function make(kind, id, method, params, fault) {
    return { kind, id, method, params, fault };
}
/** A message that can't be taken, answered with `id`. */
export function invalid(fault, id) {
    return make('invalid', id, '', NO_PARAMS, fault);
}
export function invalidRequest(why, id) {
    return invalid(new ProtocolError('InvalidRequest', why), id);
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
/** A string, or an integer within ±(2^53-1) however it is written; undefined for anything else. */
export function readId(value) {
    if (typeof value === 'string')
        return value;
    const number = typeof value === 'bigint' ? Number(value) : value;
    // adding 0 makes -0, which JSON can't tell from 0, the id that the client wrote
    return Number.isSafeInteger(number) ? number + 0 : undefined;
}
/** `str`, or `bin` as pynvim sends it. */
function readMethod(value) {
    if (typeof value === 'string')
        return value;
    if (!(value instanceof Uint8Array) || !isUtf8(value))
        return undefined;
    return new TextDecoder().decode(value);
}
/**
 * Params as one object. Missing, null, `[]`, `[null]` and `[[]]` are `{}` (Lua can't tell an empty table from an empty
 * list, jsonrpc.el sends null), and `[object]` is the object. Anything else is undefined.
 */
export function readParams(value) {
    const inner = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (inner === undefined || inner === null)
        return NO_PARAMS;
    if (Array.isArray(inner))
        return inner.length === 0 ? NO_PARAMS : undefined;
    return isRecord(inner) ? inner : undefined;
}
/** A request or notification, once its envelope is judged. `fault` is what was found in the params before decoding. */
export function call(id, method, params, fault) {
    const read = fault === undefined ? readParams(params) : NO_PARAMS;
    const wrong = read === undefined ? invalidParams('', 'one object, by name') : fault;
    if (id === undefined)
        return make('notification', null, method, read ?? NO_PARAMS, wrong);
    return make('request', id, method, read ?? NO_PARAMS, wrong);
}
/** Reads a JSON-RPC message (JSON-RPC 2.0 specification §4). */
export function fromObject(value, paramsFault) {
    if (!isRecord(value))
        return invalidRequest('a message is an object', null);
    const hasMethod = Object.hasOwn(value, 'method');
    if (!hasMethod && (Object.hasOwn(value, 'result') || Object.hasOwn(value, 'error'))) {
        return make('ignored', null, '', NO_PARAMS, undefined);
    }
    const hasId = Object.hasOwn(value, 'id');
    const id = hasId ? readId(value.id) : undefined;
    if (hasId && id === undefined)
        return invalidRequest('id is a string, or an integer within ±(2^53-1)', null);
    if (value.jsonrpc !== '2.0')
        return invalidRequest('jsonrpc is "2.0"', id ?? null);
    const method = hasMethod ? readMethod(value.method) : undefined;
    if (method === undefined)
        return invalidRequest('method is a string', id ?? null);
    return call(id, method, value.params, paramsFault);
}
const HOPELESS = make('hopeless', null, '', NO_PARAMS, undefined);
/** Reads a MessagePack-RPC message (msgpack-rpc specification): without an id there is nobody to answer. */
export function fromArray(value, paramsFault) {
    if (!Array.isArray(value))
        return HOPELESS;
    const [type, second, third, fourth] = value;
    if (type === 1)
        return make('ignored', null, '', NO_PARAMS, undefined);
    if (type === 2) {
        const method = readMethod(second);
        if (method === undefined || value.length !== 3)
            return make('ignored', null, '', NO_PARAMS, undefined);
        return call(undefined, method, third, paramsFault);
    }
    const id = type === 0 ? readId(second) : undefined;
    if (typeof id !== 'number')
        return HOPELESS;
    if (value.length !== 4)
        return invalidRequest('a request is [0, id, method, params]', id);
    const method = readMethod(third);
    if (method === undefined)
        return invalidRequest('method is a string', id);
    return call(id, method, fourth, paramsFault);
}
