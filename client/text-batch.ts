/**
 * Large batches of strings go as several requests, one after another: the sidecar works on the first texts while the next are
 * still encoded and on their way, which for 10 MB takes as long as a scan of them. A call that has a deadline or tells its
 * progress stays one request, and so does one with sources that aren't strings. Nobody who calls can tell.
 */
import type { CallOptions } from './call.ts';
import { OutriggerError } from './errors.ts';
import { refuseText } from './request-frame.ts';
import { BLOCK_BYTES, type Block, type TextBlocks } from './text-blocks.ts';
import { isDivisible, joinResults, packs, type Result, unpackResult } from './text-results.ts';

/** UTF-16 units of a batch from which parts are worth their own requests. */
const LARGE_BATCH = 512 * 1024;
/** Bytes of the first part, which is waited for; each is twice as large as the one before, up to a block. */
const FIRST_PART = 64 * 1024;
/** Texts of a part: their lengths are numbers in one frame, which has a limit. */
const PART_TEXTS = 16 * 1024;
/** UTF-16 units from which the sidecar takes one request for bulk work; parts say so themselves. */
const BULK = 1024 * 1024;

/** Parameters of a call that its caller wants made just so. */
const ONE_REQUEST = ['text', 'lengths', 'packed', 'deadlineMs', 'progressToken', '_meta'];

export interface TextBatch {
  readonly method: string;
  readonly texts: readonly string[];
  /** What every part's request has beside its texts. */
  readonly fields: Record<string, unknown>;
}

/** The call as a batch, or undefined where it is one request. */
export function textBatch(method: string, params: object, options: CallOptions): TextBatch | undefined {
  const { texts, ...fields } = params as Record<string, unknown>;
  const watched = options.deadlineMs !== undefined || options.onProgress !== undefined;
  if (watched || ONE_REQUEST.some((field) => fields[field] !== undefined) || !isDivisible(method, fields))
    return undefined;
  const units = unitsOf(texts);
  if (units < LARGE_BATCH) return undefined;
  if (options.priority === undefined && fields.priority === undefined && units > BULK) fields.priority = 'bulk';
  if (packs(method)) fields.packed = true;
  return { method, texts: texts as string[], fields };
}

/** UTF-16 units of a list of nothing but strings; 0 for anything else. */
function unitsOf(texts: unknown): number {
  if (!Array.isArray(texts)) return 0;
  let units = 0;
  for (const text of texts as unknown[]) {
    if (typeof text !== 'string') return 0;
    units += text.length;
  }
  return units;
}

/** Sends the request for a part, whose fields are these. */
type Send = (fields: Record<string, unknown>) => Promise<unknown>;

/** Sends a batch part by part, as blocks are free, and joins the answers. After a failure nothing more is sent. */
export async function runBatch(batch: TextBatch, blocks: TextBlocks, send: Send): Promise<Result> {
  const { method, texts, fields } = batch;
  const start = performance.now();
  const results: Result[] = [];
  const sent: Promise<void>[] = [];
  let failure: { error: unknown } | undefined;
  let most = FIRST_PART;
  for (let from = 0; from < texts.length; ) {
    const block = await blocks.take();
    if (failure !== undefined) {
      blocks.giveBack(block);
      break;
    }
    let part: FilledPart;
    try {
      part = fillPart(texts, from, block, most);
    } catch (error) {
      blocks.giveBack(block);
      failure = { error };
      break;
    }
    const [index, first] = [sent.length, from];
    const take = (result: unknown) => {
      results[index] = unpackResult(method, result as Result, first);
    };
    const fail = (error: unknown) => {
      failure ??= { error: placed(error, first) };
    };
    const answered = send({ ...fields, ...part.named }).then(take, fail);
    sent.push(answered.finally(() => blocks.giveBack(block)));
    from = part.to;
    most = Math.min(most * 2, BLOCK_BYTES);
    // a turn of the event loop: what was encoded goes out before the next is
    await new Promise(setImmediate);
  }
  await Promise.all(sent);
  if (failure !== undefined) throw failure.error;
  return joinResults(method, results, performance.now() - start);
}

/** Errors that name a text. */
const NAMING = ['InvalidParams', 'TooLarge'];

interface FilledPart {
  /** How a request names its texts. */
  readonly named: Record<string, unknown>;
  /** The first text of the next part. */
  readonly to: number;
}

const encoder = new TextEncoder();

/** Encodes texts into a block until it holds `most` bytes or no more fits; a text that no block holds goes alone, as it is. */
function fillPart(texts: readonly string[], from: number, block: Block, most: number): FilledPart {
  const lengths: number[] = [];
  let at = 0;
  let to = from;
  while (to < texts.length && at < most && lengths.length < PART_TEXTS) {
    const text = texts[to] ?? '';
    // an encoder would write U+FFFD for a lone surrogate
    if (!text.isWellFormed()) throw refuseText(`texts[${to}]`);
    const { read, written } = encoder.encodeInto(text, block.bytes.subarray(at));
    if (read < text.length) break;
    lengths.push(written);
    at += written;
    to += 1;
  }
  if (to === from) return { named: { texts: [texts[from]] }, to: from + 1 };
  return { named: { text: block.source(at), lengths }, to };
}

/** What is wrong with a part, with the text's place in the call. */
function placed(error: unknown, from: number): unknown {
  if (!(error instanceof OutriggerError) || !NAMING.includes(error.code)) return error;
  const { code, rpcCode, data, cause, retryable, message } = error;
  const inCall = (told: string) => told.replace(/\b(?:texts|lengths)\[(\d+)\]/, (_, i) => `texts[${Number(i) + from}]`);
  const located = typeof data.path === 'string' ? { ...data, path: inCall(data.path) } : data;
  return new OutriggerError(code, inCall(message), { rpcCode, data: located, cause, retryable });
}
