/**
 * Large batches of strings go as several requests, one after another: the sidecar counts the first while the next are still
 * encoded and on their way, which for 10 MB takes a third as long as counting does. A call that has a deadline or tells its
 * progress stays one request, and so does one with sources that aren't strings.
 */
import type { TokensParams, TokensResult } from '../protocol/index.ts';
import type { CallOptions } from './call.ts';
import { OutriggerError } from './errors.ts';

/** UTF-16 units of a batch from which parts are worth their own requests. */
const LARGE_BATCH = 512 * 1024;
/** UTF-16 units of the first part, which is waited for, and of the largest: each is twice the one before. */
const FIRST_PART = 64 * 1024;
const LARGEST_PART = 256 * 1024;
/** Requests that are sent before the first is answered: enough for every worker, and far from the limits of a connection. */
const PARTS_IN_FLIGHT = 8;

/** A request for some of the texts of a call. */
export interface Part {
  readonly params: TokensParams;
  /** Texts of the call before its first. */
  readonly from: number;
}

/** The same call as several, or undefined where it is one. */
export function tokensParts(
  method: string,
  fields: object,
  { deadlineMs, onProgress }: CallOptions,
): Part[] | undefined {
  if (method !== 'text/tokens' || deadlineMs !== undefined || onProgress !== undefined) return undefined;
  const params = fields as TokensParams;
  const { texts } = params;
  if (!Array.isArray(texts) || !isLargeBatch(texts)) return undefined;
  const parts: Part[] = [];
  let most = FIRST_PART;
  for (let from = 0; from < texts.length; ) {
    let units = 0;
    let to = from;
    while (to < texts.length && units < most) units += (texts[to++] as string).length;
    parts.push({ params: { ...params, texts: texts.slice(from, to) }, from });
    most = Math.min(most * 2, LARGEST_PART);
    from = to;
  }
  return parts;
}

/** Whether there is enough, and nothing but strings. */
function isLargeBatch(texts: readonly unknown[]): texts is string[] {
  let units = 0;
  for (const text of texts) {
    if (typeof text !== 'string') return false;
    units += text.length;
  }
  return units >= LARGE_BATCH;
}

/** What is wrong with a part, with the text's place in the call. */
function placed(error: unknown, from: number): unknown {
  if (!(error instanceof OutriggerError)) return error;
  const { code, rpcCode, data, cause, retryable, message } = error;
  const [, index, rest = ''] = /^texts\[(\d+)\](.*)$/.exec(String(data.path)) ?? [];
  if (index === undefined) return error;
  const path = `texts[${Number(index) + from}]${rest}`;
  const options = { rpcCode, data: { ...data, path }, cause, retryable };
  return new OutriggerError(code, message.replace(String(data.path), path), options);
}

/** The answers to the parts as the answer to the whole, which took `elapsedMs`: parts run side by side, so that theirs don't add up. */
export function joinTokens(results: readonly TokensResult[], elapsedMs: number): TokensResult {
  const queueMs = results[0]?.timing.queueMs ?? 0;
  const workers = Math.max(...results.map(({ timing }) => timing.workers));
  const whole: TokensResult = {
    counts: results.flatMap(({ counts }) => counts),
    timing: { queueMs, runMs: Math.max(0, elapsedMs - queueMs), workers },
  };
  if (results[0]?.ids !== undefined) whole.ids = results.flatMap(({ ids = [] }) => ids);
  return whole;
}

/**
 * Sends parts in turn, a few ahead of the answers, and gives the answers in their order. After a failure nothing more is
 * sent, and it is thrown when what was sent is answered.
 */
export async function inTurn(
  parts: readonly Part[],
  send: (params: TokensParams) => Promise<TokensResult>,
): Promise<TokensResult[]> {
  const results: TokensResult[] = [];
  const settled: Promise<void>[] = [];
  let failure: { error: unknown } | undefined;
  for (const [i, { params, from }] of parts.entries()) {
    await settled[i - PARTS_IN_FLIGHT];
    if (failure !== undefined) break;
    const take = (result: TokensResult) => {
      results[i] = result;
    };
    const fail = (error: unknown) => {
      failure ??= { error: placed(error, from) };
    };
    settled.push(send(params).then(take, fail));
    // a turn of the event loop: what was encoded goes out before the next is
    await new Promise(setImmediate);
  }
  await Promise.all(settled);
  if (failure !== undefined) throw failure.error;
  return results;
}
