/**
 * Large batches of texts go as several requests, one after another: the sidecar works on the first texts while the next are
 * still encoded and on their way, and what was found in the ones before is read; for 10 MB that takes as long as a scan of
 * them. A call that has a deadline or tells its progress stays one request. Nobody who calls can tell.
 */
import type { CallOptions } from './call.ts';
import { OutriggerError } from './errors.ts';
import { NormalPieces, normalShape } from './normal-pieces.ts';
import { preparedShape } from './prepared-items.ts';
import type { TextBlocks } from './text-blocks.ts';
import { halvesOf, isStrings, type Portion, type Portions, portionsOf } from './text-portions.ts';
import { joinResults, type Result, redactShape, type Shape, shapeOf } from './text-results.ts';

/** Bytes of a batch from which parts are worth their own requests. */
const LARGE_BATCH = 512 * 1024;
/** Bytes from which the sidecar takes one request for bulk work; parts say so themselves. */
const BULK = 1024 * 1024;
/** How many times as large as the one before a portion is at most. */
const GROWTH = 8;
/** Parameters of a call that its caller wants made just so. */
const ONE_REQUEST = ['deadlineMs', 'progressToken', '_meta'];

export interface TextBatch {
  readonly portions: Portions;
  /** How the results of its parts are read and joined. */
  readonly shape: Shape<Result, Result>;
  /** What every part's request has beside its texts. */
  readonly fields: Record<string, unknown>;
}

/** How the call's results are read; undefined where they come as they are, or as their caller wants them. */
export function callShape(method: string, params: Record<string, unknown>): Shape<Result, Result> | undefined {
  if (params.packed !== undefined) return undefined;
  return shapeFor(method, params) as Shape<Result, Result> | undefined;
}

/** The strings that a call is about, as they are now: its caller may change the list before the answer comes. */
function stringsOf({ text, texts, lengths }: Record<string, unknown>): string[] | undefined {
  if (isStrings(texts)) return texts.slice();
  return typeof text === 'string' && lengths === undefined ? [text] : undefined;
}

function shapeFor(method: string, params: Record<string, unknown>): unknown {
  const { text, encoding } = params;
  switch (method) {
    case 'text/normalize':
      return typeof text === 'string' ? normalShape(text) : undefined;
    case 'text/redact':
      return redactShape(stringsOf(params));
    case 'prompt/prepare':
      return preparedShape((encoding ?? undefined) !== undefined, stringsOf(params));
    default:
      return shapeOf(method);
  }
}

/** The call as a batch, or undefined where it is one request. */
export function textBatch(
  method: string,
  params: Record<string, unknown>,
  options: CallOptions,
): TextBatch | undefined {
  const shape = callShape(method, params);
  const watched = options.deadlineMs !== undefined || options.onProgress !== undefined;
  if (shape?.join === undefined || watched || ONE_REQUEST.some((field) => params[field] !== undefined))
    return undefined;
  // who is the same as whom is known only when all are seen
  if ((params.dedupe ?? undefined) !== undefined) return undefined;
  const portions =
    method === 'text/normalize' ? new NormalPieces(params.text as string) : portionsOf(params, shape.echoes === true);
  if (portions === undefined || portions.bytes < LARGE_BATCH) return undefined;
  const { text: _1, texts: _2, lengths: _3, ...fields } = params;
  const unnamed = options.priority === undefined && fields.priority === undefined;
  if (unnamed && portions.bytes > BULK) fields.priority = 'bulk';
  if (shape.packed !== undefined) fields.packed = shape.packed;
  return { portions, shape, fields };
}

/** Sends the request for a part, whose fields are these. */
type Send = (fields: Record<string, unknown>) => Promise<unknown>;

/** Sends a batch part by part, as blocks are free, and joins the answers. After a failure nothing more is sent. */
export async function runBatch(batch: TextBatch, blocks: TextBlocks, send: Send): Promise<Result> {
  const { portions, shape } = batch;
  const { sizes } = portions;
  const start = performance.now();
  const results: Result[] = [];
  const sent: Promise<void>[] = [];
  let failure: { error: unknown } | undefined;
  let left = portions.bytes;
  let largest = sizes.first;
  for (let from = 0; from < portions.count; largest = Math.min(largest * GROWTH, sizes.largest)) {
    // nothing is read beside what the workers do last: towards the end portions get smaller again
    const most = Math.min(largest, Math.max(sizes.last, left / 2));
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
    const index = sent.length;
    const take = (result: Result) => {
      results[index] = result;
    };
    const fail = (error: unknown) => {
      failure ??= { error };
    };
    const answered = answer(batch, portion, from, send).then(take, fail);
    sent.push(answered.finally(() => blocks.giveBack(block)));
    from = portion.to;
    left -= portion.size;
    // a turn of the event loop: what was encoded goes out before the next is
    await new Promise(setImmediate);
  }
  await Promise.all(sent);
  if (failure !== undefined) throw failure.error;
  return joinResults(shape, results, performance.now() - start);
}

/** The answer to a portion that begins with the text `from`; where a reply can't hold it, to its halves. */
async function answer(batch: TextBatch, portion: Portion, from: number, send: Send): Promise<Result> {
  const { portions, shape, fields } = batch;
  const start = performance.now();
  let result: Result;
  try {
    result = (await send({ ...fields, ...portion.named })) as Result;
  } catch (error) {
    const halves = passesReply(error) ? halvesOf(portion, from) : undefined;
    if (halves === undefined) throw nameText(error, portions.list, from);
    const [before, after] = halves;
    const results = [await answer(batch, before, from, send), await answer(batch, after, before.to, send)];
    return joinResults(shape, results, performance.now() - start);
  }
  return shape.unpack?.(result, from) ?? result;
}

function passesReply(error: unknown): boolean {
  return error instanceof OutriggerError && error.code === 'TooLarge' && error.data.limit === 'replyBytes';
}

/** Errors that name a text. */
const NAMING = ['InvalidParams', 'TooLarge'];

/** What is wrong with a part that begins with the text `from`, with its text's place in the call's list. */
export function nameText(error: unknown, list: string, from: number): unknown {
  if (!(error instanceof OutriggerError) || !NAMING.includes(error.code)) return error;
  const { code, rpcCode, data, cause, retryable, message } = error;
  const inCall = (told: string) =>
    told.replace(/\b(?:texts|lengths)\[(\d+)\]/, (_, i) => `${list}[${Number(i) + from}]`);
  const located = typeof data.path === 'string' ? { ...data, path: inCall(data.path) } : data;
  return new OutriggerError(code, inCall(message), { rpcCode, data: located, cause, retryable });
}
