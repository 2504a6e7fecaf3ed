/** `prompt/prepare`: everything a prompt needs before a model sees it, in one pass over a whole batch. Shapes only. */
import * as v from 'valibot';
import { params } from '../envelope.js';
import { fields, integer, oneOf } from '../schema.js';
import { normalForm, ruleset, similarity, textOrTexts, tokenEncoding, } from './text.js';
const mode = oneOf('exact', 'near');
const dedupe = v.lazy((input) => typeof input === 'string' ? mode : fields({ mode, threshold: v.optional(similarity, 0.8) }));
export const prepareParams = params({
    ...textOrTexts,
    normalize: v.optional(normalForm),
    redact: v.optional(ruleset),
    encoding: v.optional(tokenEncoding),
    maxTokens: v.optional(integer(1)),
    dedupe: v.optional(dedupe),
});
