/**
 * The vocabulary that method parameters are described in: valibot schemas whose messages are the `expected` of an
 * InvalidParams error, with the JSON Schema of each for the OpenRPC document. Pure; knows no method.
 */
import * as v from 'valibot';
import { invalidParams } from './errors.js';
/** JSON Schemas of the hand-written schemas below, by the schema's identity. */
const documented = new WeakMap();
export function documentedSchema(schema) {
    return documented.get(schema);
}
/** Attaches the JSON Schema that `rpc.discover` tells for `schema`. */
export function document(schema, json) {
    documented.set(schema, json);
    return schema;
}
/** Non-negative integers up to 2^53-1 (an integral float64 counts), from `min` to `max`. */
export function integer(min = 0, max = Number.MAX_SAFE_INTEGER) {
    const bounds = max === Number.MAX_SAFE_INTEGER ? (min === 0 ? '' : ` of ${min} or more`) : ` from ${min} to ${max}`;
    const expected = `a non-negative integer${bounds}${bounds === '' ? ' up to 2^53-1' : ''}`;
    return document(v.custom((x) => Number.isSafeInteger(x) && x >= min && x <= max, expected), { type: 'integer', minimum: min, maximum: max });
}
/** A list of non-negative integers, judged in one go: there may be a million. */
export function integers(expected) {
    const item = 'a non-negative integer up to 2^53-1';
    const list = v.pipe(v.custom(Array.isArray, expected), v.rawCheck(({ dataset, addIssue }) => {
        if (!dataset.typed)
            return;
        const input = dataset.value;
        const key = input.findIndex((each) => !(Number.isSafeInteger(each) && each >= 0));
        if (key < 0)
            return;
        addIssue({ message: item, path: [{ type: 'array', origin: 'value', input, key, value: input[key] }] });
    }));
    return document(list, { type: 'array', items: { type: 'integer', minimum: 0 } });
}
/** One of a few strings. */
export function oneOf(...options) {
    const expected = options.map((option) => JSON.stringify(option)).join(' or ');
    return document(v.picklist(options, expected), { type: 'string', enum: options });
}
export function text(expected = 'a string') {
    return document(v.string(expected), { type: 'string' });
}
export function flag() {
    return document(v.boolean('true or false'), { type: 'boolean' });
}
export function listOf(item, expected) {
    return v.array(item, expected);
}
function isObject(input) {
    if (typeof input !== 'object' || input === null || Array.isArray(input))
        return false;
    const prototype = Object.getPrototypeOf(input);
    return prototype === Object.prototype || prototype === null;
}
/**
 * The fields that are there: `null` stands for an absent one, and an absent required field is judged by its own schema,
 * as `undefined`. Built up, not cut down: an object that had a field deleted is slow ever after.
 */
function settleFields(input, entries, known) {
    const settled = {};
    for (const key of known) {
        const value = input[key] ?? undefined;
        if (value !== undefined || entries[key]?.type !== 'optional')
            settled[key] = value;
    }
    return settled;
}
/**
 * An object with exactly these fields. An empty array is the empty object (Lua can't tell them apart); a field that is
 * not listed is an error that names it, so that a misspelt `recordSize` never hashes with 64.
 */
export function fields(entries, unknown = 'refuse') {
    const known = Object.keys(entries);
    return v.pipe(v.unknown(), v.rawTransform(({ dataset, addIssue, NEVER }) => {
        const input = Array.isArray(dataset.value) && dataset.value.length === 0 ? {} : dataset.value;
        if (!isObject(input)) {
            addIssue({ message: 'an object' });
            return NEVER;
        }
        if (unknown === 'refuse') {
            for (const key of Object.keys(input)) {
                if (known.includes(key))
                    continue;
                const expected = `no such field (the fields are ${known.join(', ')})`;
                addIssue({ message: expected, path: [{ type: 'object', origin: 'value', input, key, value: input[key] }] });
                return NEVER;
            }
        }
        return settleFields(input, entries, known);
    }), v.object(entries, 'an object'));
}
/** The first issue as an error: the field's path (`messages[3].base64`) and what was expected there. */
export function issueError(issue) {
    let path = '';
    for (const item of issue.path ?? []) {
        if (typeof item.key === 'number')
            path += `[${item.key}]`;
        else
            path += path === '' ? String(item.key) : `.${String(item.key)}`;
    }
    return invalidParams(path, issue.message);
}
/** Judges `input` by `schema`: the typed value, or a thrown InvalidParams that names the field. */
export function judge(schema, input) {
    const judged = v.safeParse(schema, input, { abortEarly: true });
    if (judged.success)
        return judged.output;
    throw issueError(judged.issues[0]);
}
