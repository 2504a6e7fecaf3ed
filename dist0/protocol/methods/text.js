/** `text/*`: normalising, scanning, redacting, counting tokens, chunking and de-duplicating. Shapes only. */
import * as v from 'valibot';
import { params } from '../envelope.js';
import { document, fields, flag, integer, integers, listOf, oneOf, text } from '../schema.js';
import { source } from '../sources.js';
const RULES_MAX = 512;
const RULE_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const normalForm = oneOf('NFC', 'NFD', 'NFKC', 'NFKD');
export const tokenEncoding = oneOf('o200k_base', 'cl100k_base');
const texts = listOf(source, 'a list of sources');
const customRule = fields({
    id: v.pipe(text('a rule id in kebab-case'), v.regex(RULE_ID, 'a rule id in kebab-case')),
    pattern: text('a regular expression, a string'),
    flags: v.optional(v.pipe(text('flags, any of "imsxu"'), v.regex(/^[imsxu]*$/, 'flags, any of "imsxu"')), ''),
});
const customRules = fields({
    rules: v.pipe(listOf(customRule, 'a list of rules'), v.maxLength(RULES_MAX, `at most ${RULES_MAX} rules`)),
});
function rulesetPart(input) {
    return typeof input === 'string' ? oneOf('secrets', 'pii') : customRules;
}
const part = v.lazy(rulesetPart);
const oneRuleset = v.pipe(part, v.transform((only) => [only]));
const manyRulesets = v.pipe(listOf(part, 'a ruleset'), v.minLength(1, 'a ruleset'), v.maxLength(16, 'at most 16'));
/** A ruleset, as the list of its parts. */
export const ruleset = document(v.lazy((input) => (Array.isArray(input) ? manyRulesets : oneRuleset)), { $ref: '#/components/schemas/Ruleset' });
const packed = v.optional(flag(), false);
export const normalizeParams = params({ text: source, form: normalForm, packed });
export const textOrTexts = {
    text: v.optional(source),
    texts: v.optional(texts),
    lengths: v.optional(integers('a list of lengths')),
};
export const scanParams = params({
    ...textOrTexts,
    rules: ruleset,
    encoding: v.optional(oneOf('utf-8', 'utf-16'), 'utf-8'),
    packed,
});
export const DEFAULT_REPLACEMENT = '[{rule}]';
export const redactParams = params({
    ...textOrTexts,
    rules: ruleset,
    replacement: v.optional(text(), DEFAULT_REPLACEMENT),
    packed,
});
export const tokensParams = params({ ...textOrTexts, encoding: tokenEncoding, ids: v.optional(flag(), false) });
export const chunkParams = params({
    text: source,
    encoding: tokenEncoding,
    maxTokens: integer(1),
    overlap: v.optional(integer(), 0),
});
/** Above 0, up to 1. */
export const similarity = document(v.custom((x) => typeof x === 'number' && x > 0 && x <= 1, 'a number above 0, up to 1'), { type: 'number', exclusiveMinimum: 0, maximum: 1 });
export const dedupeParams = params({
    ...textOrTexts,
    mode: oneOf('exact', 'near'),
    threshold: v.optional(similarity, 0.8),
});
