/** The OpenRPC document that `rpc.discover` answers with: made from the method table, so it tells exactly what answers. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { ERRORS } from './errors.js';
import { METHODS } from './methods.js';
import { documentedSchema } from './schema.js';
import { sourceComponents } from './sources.js';
const conversion = {
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema }) => documentedSchema(valibotSchema),
};
/** `fields()` is a pipe whose last member is the object schema that lists the entries. */
function entriesOf(schema) {
    const { pipe } = schema;
    return pipe[pipe.length - 1]?.entries ?? {};
}
function parameterSchema(schema) {
    const documented = documentedSchema(schema);
    if (documented !== undefined)
        return documented;
    const { pipe, wrapped } = schema;
    if (wrapped !== undefined)
        return parameterSchema(wrapped);
    if (pipe?.[pipe.length - 1]?.entries !== undefined)
        return objectSchema(schema);
    const { $schema: _, ...json } = toJsonSchema(schema, conversion);
    return json;
}
function objectSchema(schema) {
    const entries = Object.entries(entriesOf(schema));
    return {
        type: 'object',
        properties: Object.fromEntries(entries.map(([name, entry]) => [name, parameterSchema(entry)])),
        required: entries.filter(([, entry]) => entry.type !== 'optional').map(([name]) => name),
        additionalProperties: false,
    };
}
/** The document for these methods, at the sidecar's version. */
export function openRpc(version, methods) {
    const errors = Object.entries(ERRORS).map(([name, { code, when }]) => ({ code, message: name, data: { when } }));
    return {
        openrpc: '1.3.2',
        info: { title: 'outrigger', version, description: 'A sidecar for CPU-bound work. Params are one object, by name.' },
        methods: methods.map((name) => ({
            name,
            summary: METHODS[name].summary,
            paramStructure: 'by-name',
            params: Object.entries(entriesOf(METHODS[name].params)).map(([field, schema]) => ({
                name: field,
                required: schema.type !== 'optional',
                schema: parameterSchema(schema),
            })),
            result: { name: 'result', schema: METHODS[name].result },
            errors,
        })),
        components: { schemas: sourceComponents },
    };
}
