/**
 * Rewrites the leaves of a value that is about to be encoded, copying only the containers that change. Tiny results pay
 * one walk; nothing here knows a wire format.
 */
import { Buffer } from 'node:buffer';
/** `value` with `leaf` applied to its numbers, BigInts and byte arrays. The input is not changed. */
export function rewrite(value, leaf) {
    if (typeof value === 'string')
        return value;
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array)
        return leaf(value);
    return Array.isArray(value) ? rewriteArray(value, leaf) : rewriteFields(value, leaf);
}
function rewriteArray(value, leaf) {
    let copy;
    for (let i = 0; i < value.length; i += 1) {
        const item = rewrite(value[i], leaf);
        if (item === value[i])
            continue;
        copy ??= value.slice();
        copy[i] = item;
    }
    return copy ?? value;
}
function rewriteFields(value, leaf) {
    let copy;
    for (const key in value) {
        const field = rewrite(value[key], leaf);
        if (field === value[key])
            continue;
        copy ??= { ...value };
        copy[key] = field;
    }
    return copy ?? value;
}
/** Bytes have no JSON of their own: `{"base64": …}`. */
function jsonLeaf(value) {
    if (value instanceof Uint8Array) {
        return { base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
    }
    return typeof value === 'bigint' ? Number(value) : value;
}
/** The JSON text of a value; `null` for undefined. */
export function encodeJson(value) {
    return JSON.stringify(rewrite(value, jsonLeaf)) ?? 'null';
}
