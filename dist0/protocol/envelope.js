/** The fields that every request may carry, and the timing that every worker method answers with. */
import * as v from 'valibot';
import { fields, integer, oneOf } from './schema.js';
export const commonEntries = {
    deadlineMs: v.optional(integer()),
    priority: v.optional(oneOf('interactive', 'bulk')),
    progressToken: v.optional(v.custom((x) => typeof x === 'string' || Number.isSafeInteger(x), 'a string or an integer')),
    _meta: v.optional(fields({ traceparent: v.optional(v.string('a string')) }, 'ignore')),
};
/** The parameters of a method: its own fields and the common ones; anything else is refused by name. */
export function params(entries) {
    return fields({ ...entries, ...commonEntries });
}
