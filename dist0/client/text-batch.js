import { OutriggerError } from './errors.js';
import { NormalPieces, normalShape } from './normal-pieces.js';
import { portionsOf } from './text-portions.js';
import { joinResults, shapeOf } from './text-results.js';
/** Bytes of a batch from which parts are worth their own requests. */
const LARGE_BATCH = 512 * 1024;
/** Bytes from which the sidecar takes one request for bulk work; parts say so themselves. */
const BULK = 1024 * 1024;
/** Parameters of a call that its caller wants made just so. */
const ONE_REQUEST = ['deadlineMs', 'progressToken', '_meta'];
/** How the call's results are read; undefined where they come as they are, or as their caller wants them. */
export function callShape(method, params) {
    if (params.packed !== undefined)
        return undefined;
    if (method !== 'text/normalize')
        return shapeOf(method);
    return typeof params.text === 'string' ? normalShape(params.text) : undefined;
}
/** The call as a batch, or undefined where it is one request. */
export function textBatch(method, params, options) {
    const shape = callShape(method, params);
    const watched = options.deadlineMs !== undefined || options.onProgress !== undefined;
    if (shape === undefined || watched || ONE_REQUEST.some((field) => params[field] !== undefined))
        return undefined;
    // who is the same as whom is known only when all are seen
    if ((params.dedupe ?? undefined) !== undefined)
        return undefined;
    const portions = method === 'text/normalize' ? new NormalPieces(params.text) : portionsOf(params);
    if (portions === undefined || portions.bytes < LARGE_BATCH)
        return undefined;
    const { text: _1, texts: _2, lengths: _3, ...fields } = params;
    const unnamed = options.priority === undefined && fields.priority === undefined;
    if (unnamed && portions.bytes > BULK)
        fields.priority = 'bulk';
    if (shape.unpack !== undefined)
        fields.packed = true;
    return { portions, shape, fields };
}
/** Sends a batch part by part, as blocks are free, and joins the answers. After a failure nothing more is sent. */
export async function runBatch(batch, blocks, send) {
    const { portions, shape, fields } = batch;
    const start = performance.now();
    const results = [];
    const sent = [];
    let failure;
    let most = portions.first;
    for (let from = 0; from < portions.count; most = Math.min(most * 4, portions.largest)) {
        // it also stands for the right to have a request under way
        const block = await blocks.take();
        let portion;
        try {
            if (failure === undefined)
                portion = portions.take(from, most, block);
        }
        catch (error) {
            failure = { error };
        }
        if (portion === undefined) {
            blocks.giveBack(block);
            break;
        }
        const [index, first] = [sent.length, from];
        const take = (result) => {
            results[index] = shape.unpack?.(result, first) ?? result;
        };
        const fail = (error) => {
            failure ??= { error: placed(error, portions.list, first) };
        };
        const answered = send({ ...fields, ...portion.named }).then(take, fail);
        sent.push(answered.finally(() => blocks.giveBack(block)));
        from = portion.to;
        // a turn of the event loop: what was encoded goes out before the next is
        await new Promise(setImmediate);
    }
    await Promise.all(sent);
    if (failure !== undefined)
        throw failure.error;
    return joinResults(shape, results, performance.now() - start);
}
/** Errors that name a text. */
const NAMING = ['InvalidParams', 'TooLarge'];
/** What is wrong with a part, with the text's place in the call. */
function placed(error, list, from) {
    if (!(error instanceof OutriggerError) || !NAMING.includes(error.code))
        return error;
    const { code, rpcCode, data, cause, retryable, message } = error;
    const inCall = (told) => told.replace(/\b(?:texts|lengths)\[(\d+)\]/, (_, i) => `${list}[${Number(i) + from}]`);
    const located = typeof data.path === 'string' ? { ...data, path: inCall(data.path) } : data;
    return new OutriggerError(code, inCall(message), { rpcCode, data: located, cause, retryable });
}
