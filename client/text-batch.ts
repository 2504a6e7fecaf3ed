/**
 * Large batches of texts go as several requests, one after another: the sidecar works on the first texts while the next are
 * still encoded and on their way, and what was found in the ones before is read; for 10 MB that takes as long as a scan of
 * them. A call that has a deadline or tells its progress stays one request. Nobody who calls can tell.
 */
import type { CallOptions } from './call.ts';
import { OutriggerError } from './errors.ts';
import type { TextBlocks } from './text-blocks.ts';
import { type Portion, type Portions, portionsOf } from './text-portions.ts';
import { isDivisible, joinResults, packs, type Result, unpackResult } from './text-results.ts';

/** Bytes of a batch from which parts are worth their own requests. */
const LARGE_BATCH = 512 * 1024;
/** Bytes from which the sidecar takes one request for bulk work; parts say so themselves. */
const BULK = 1024 * 1024;
/** Parameters of a call that its caller wants made just so. */
const ONE_REQUEST = ['packed', 'deadlineMs', 'progressToken', '_meta'];

export interface TextBatch {
  readonly method: string;
  readonly portions: Portions;
  /** What every part's request has beside its texts. */
  readonly fields: Record<string, unknown>;
}

/** The call as a batch, or undefined where it is one request. */
export function textBatch(method: string, params: object, options: CallOptions): TextBatch | undefined {
  const { text: _1, texts: _2, lengths: _3, ...fields } = params as Record<string, unknown>;
  const watched = options.deadlineMs !== undefined || options.onProgress !== undefined;
  if (watched || ONE_REQUEST.some((field) => fields[field] !== undefined) || !isDivisible(method, fields))
    return undefined;
  const portions = portionsOf(params as Record<string, unknown>);
  if (portions === undefined || portions.bytes < LARGE_BATCH) return undefined;
  const unnamed = options.priority === undefined && fields.priority === undefined;
  if (unnamed && portions.bytes > BULK) fields.priority = 'bulk';
  if (packs(method)) fields.packed = true;
  return { method, portions, fields };
}

/** Sends the request for a part, whose fields are these. */
type Send = (fields: Record<string, unknown>) => Promise<unknown>;

/** Sends a batch part by part, as blocks are free, and joins the answers. After a failure nothing more is sent. */
export async function runBatch(batch: TextBatch, blocks: TextBlocks, send: Send): Promise<Result> {
  const { method, portions, fields } = batch;
  const start = performance.now();
  const results: Result[] = [];
  const sent: Promise<void>[] = [];
  let failure: { error: unknown } | undefined;
  let most = portions.first;
  for (let from = 0; from < portions.count; most = Math.min(most * 2, portions.largest)) {
    // it also stands for the right to have a request under way
    const block = await blocks.take();
    let portion: Portion | undefined;
    try {
      if (failure === undefined) portion = portions.take(from, most, block);
    } catch (error) {
      failure = { error };
    }
    if (portion === undefined) {
      blocks.giveBack(block);
      break;
    }
    const [index, first] = [sent.length, from];
    const take = (result: unknown) => {
      results[index] = unpackResult(method, result as Result, first);
    };
    const fail = (error: unknown) => {
      failure ??= { error: placed(error, portions.list, first) };
    };
    const answered = send({ ...fields, ...portion.named }).then(take, fail);
    sent.push(answered.finally(() => blocks.giveBack(block)));
    from = portion.to;
    // a turn of the event loop: what was encoded goes out before the next is
    await new Promise(setImmediate);
  }
  await Promise.all(sent);
  if (failure !== undefined) throw failure.error;
  return joinResults(method, results, performance.now() - start);
}

/** Errors that name a text. */
const NAMING = ['InvalidParams', 'TooLarge'];

/** What is wrong with a part, with the text's place in the call. */
function placed(error: unknown, list: string, from: number): unknown {
  if (!(error instanceof OutriggerError) || !NAMING.includes(error.code)) return error;
  const { code, rpcCode, data, cause, retryable, message } = error;
  const inCall = (told: string) =>
    told.replace(/\b(?:texts|lengths)\[(\d+)\]/, (_, i) => `${list}[${Number(i) + from}]`);
  const located = typeof data.path === 'string' ? { ...data, path: inCall(data.path) } : data;
  return new OutriggerError(code, inCall(message), { rpcCode, data: located, cause, retryable });
}
