/** `outrigger call METHOD`: one call from a shell, with params in JSON and the result in JSON. Knows no method by name. */
import { readFileSync } from 'node:fs';
import { OutriggerError } from '../../../client/errors.js';
import { EXIT, flag, text, UsageError, value } from '../command.js';
import { encodeName } from '../names.js';
import { reachOptions, withSidecar } from '../reach.js';
function readText(source) {
    try {
        return readFileSync(source, 'utf8');
    }
    catch (error) {
        throw new UsageError(`--params: ${error.message}`);
    }
}
/** The params' JSON text: given as it is, in a file (`@file`), or on standard input (`-`). */
function paramsText({ options, operands }) {
    const given = text(options, 'params');
    const [, input] = operands;
    if (input !== undefined && (input !== '-' || given !== undefined)) {
        throw new UsageError(`unexpected operand '${input}': params are given by --params, or '-' for standard input`);
    }
    if (input === '-' || given === '-')
        return readText(0);
    if (given?.startsWith('@'))
        return readText(encodeName(given.slice(1)));
    return given ?? '{}';
}
function readParams(invocation) {
    let params;
    try {
        params = JSON.parse(paramsText(invocation));
    }
    catch (error) {
        if (error instanceof UsageError)
            throw error;
        throw new UsageError(`--params: no JSON: ${error.message}`);
    }
    if (typeof params === 'object' && params !== null)
        return params;
    throw new UsageError('--params: expected a JSON object');
}
/** A replacer for JSON.stringify: bytes as the protocol's JSON writes them. */
export function bytesAsBase64(key, item) {
    // `item` is what a Buffer's own toJSON made of it; the holder still has the bytes.
    const original = this[key];
    if (original instanceof Uint8Array)
        return { base64: Buffer.from(original).toString('base64') };
    return typeof item === 'bigint' ? Number(item) : item;
}
export const callCommand = {
    name: 'call',
    operands: 'METHOD [-]',
    maxOperands: 2,
    describe: 'Call a method and print its result as JSON',
    options: {
        params: value('the params: JSON, @FILE, or - for standard input'),
        ...reachOptions,
        json: flag('print JSON on one line, errors too (on stdout)'),
    },
    examples: [
        ['$0 call server/status', 'a method without params'],
        ['$0 call hash/records --params \'{"algorithm":"sha256","recordSize":3,"data":"abcdef"}\'', 'params in JSON'],
        ['$0 call hash/messages --params @request.json', 'params in a file'],
        ['$0 call rpc.discover', 'what can be called, as an OpenRPC document'],
    ],
    epilogue: 'Bytes are {"base64": "…"}, in params and in results.',
    async run(invocation) {
        const { options, operands, terminal } = invocation;
        const [method] = operands;
        if (method === undefined)
            throw new UsageError("name a method, such as 'server/status'");
        const params = readParams(invocation);
        const indent = options.json === true ? undefined : 2;
        return withSidecar(options, async ({ rig }) => {
            try {
                // A sidecar that is newer than this CLI may have methods that it doesn't know: the sidecar judges.
                const result = await rig.call(method, params);
                terminal.print(JSON.stringify(result, bytesAsBase64, indent));
                return EXIT.ok;
            }
            catch (error) {
                if (!(error instanceof OutriggerError) || options.json !== true)
                    throw error;
                const { code, rpcCode, message, data } = error;
                terminal.print(JSON.stringify({ error: { code: rpcCode, name: code, message, data } }));
                return EXIT.failed;
            }
        });
    },
};
