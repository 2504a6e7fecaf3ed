/**
 * Lists whose texts are compared with each other go as one request, since who is the same as whom is known only when all are
 * seen. Large ones don't pass through the socket: their texts are put into the connection's blocks, all of these as one. 2 MB in
 * 939 strings took 7.7 ms so, and 9.3 in their request.
 */
import { nameText } from './text-batch.ts';
import type { TextBlocks } from './text-blocks.ts';
import { PORTION_TEXTS, portionsOf } from './text-portions.ts';

/** Bytes of a list from which it is put there. */
const LARGE_LIST = 256 * 1024;

export interface WholeList {
  /** The request's, which name the texts where they are. */
  readonly fields: Record<string, unknown>;
  /** To be called once, when nobody reads them any more. */
  giveBack(): void;
}

/** The call with its texts in the blocks; undefined where it goes as it is: it is small, or the blocks aren't all free. */
export function wholeList(method: string, params: Record<string, unknown>, blocks: TextBlocks): WholeList | undefined {
  if (method !== 'text/dedupe' && (params.dedupe ?? undefined) === undefined) return undefined;
  const portions = portionsOf(params);
  if (portions?.list !== 'texts' || portions.bytes < LARGE_LIST || portions.count > PORTION_TEXTS) return undefined;
  const whole = blocks.takeAll(portions.bytes);
  if (whole === undefined) return undefined;
  const giveBack = () => blocks.giveBack(whole);
  try {
    const { named, to } = portions.take(0, whole.bytes.length, whole);
    const { texts: _, ...rest } = params;
    if (to === portions.count) return { fields: { ...rest, ...named }, giveBack };
  } catch (error) {
    giveBack();
    throw error;
  }
  giveBack();
  return undefined;
}

/** Sends it, and tells errors by the list's own texts. */
export async function runWhole(
  { fields, giveBack }: WholeList,
  send: (fields: Record<string, unknown>) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await send(fields);
  } catch (error) {
    throw nameText(error, 'texts', 0);
  } finally {
    giveBack();
  }
}
