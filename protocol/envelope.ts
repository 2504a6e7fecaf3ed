/** The fields that every request may carry, and the timing that every worker method answers with. */
import * as v from 'valibot';
import { fields, integer, oneOf } from './schema.ts';

export type Priority = 'interactive' | 'bulk';

/** On every request. */
export interface CommonParams {
  /** Milliseconds from receipt after which the request ends with DeadlineExceeded. */
  deadlineMs?: number | undefined;
  priority?: Priority | undefined;
  /** `$/progress` notifications carry it. */
  progressToken?: string | number | undefined;
  _meta?: { traceparent?: string | undefined } | undefined;
}

export const commonEntries = {
  deadlineMs: v.optional(integer()),
  priority: v.optional(oneOf('interactive', 'bulk')),
  progressToken: v.optional(
    v.custom<string | number>((x) => typeof x === 'string' || Number.isSafeInteger(x), 'a string or an integer'),
  ),
  _meta: v.optional(fields({ traceparent: v.optional(v.string('a string')) }, 'ignore')),
};

/** The parameters of a method: its own fields and the common ones; anything else is refused by name. */
export function params<E extends v.ObjectEntries>(entries: E) {
  return fields({ ...entries, ...commonEntries });
}

export interface Timing {
  /** Milliseconds from receipt to the first worker's start. */
  queueMs: number;
  /** Milliseconds from then to the end of the work. */
  runMs: number;
  /** How many workers took part; 0 when it ran inline on the main thread. */
  workers: number;
}

export interface Timed {
  timing: Timing;
}
