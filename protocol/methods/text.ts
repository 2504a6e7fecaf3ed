/** `text/*`: normalising, scanning, redacting, counting tokens, chunking and de-duplicating. Shapes only. */
import * as v from 'valibot';
import { type CommonParams, params, type Timed } from '../envelope.ts';
import { document, fields, flag, integer, integers, listOf, oneOf, text } from '../schema.ts';
import { type SourceInput, source } from '../sources.ts';

export type NormalForm = 'NFC' | 'NFD' | 'NFKC' | 'NFKD';
export type TokenEncoding = 'o200k_base' | 'cl100k_base';
/** What offsets count: bytes of UTF-8, or UTF-16 units for editors and JavaScript. */
export type OffsetEncoding = 'utf-8' | 'utf-16';
export type Pack = 'secrets' | 'pii';

/** A rule of the client's own: Rust regex syntax, ASCII classes unless `flags` holds `u`. */
export interface CustomRule {
  /** Kebab-case. */
  id: string;
  pattern: string;
  /** Any of `imsxu`. */
  flags?: string | undefined;
}

export type RulesetPart = Pack | { rules: CustomRule[] };
export type Ruleset = RulesetPart | RulesetPart[];

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

export type ValidRulesetPart = Pack | v.InferOutput<typeof customRules>;

function rulesetPart(input: unknown) {
  return typeof input === 'string' ? oneOf('secrets', 'pii') : customRules;
}

const part = v.lazy(rulesetPart) as v.GenericSchema<unknown, ValidRulesetPart>;

const oneRuleset = v.pipe(
  part,
  v.transform((only) => [only]),
);
const manyRulesets = v.pipe(listOf(part, 'a ruleset'), v.minLength(1, 'a ruleset'), v.maxLength(16, 'at most 16'));

/** A ruleset, as the list of its parts. */
export const ruleset = document(
  v.lazy((input) => (Array.isArray(input) ? manyRulesets : oneRuleset)) as v.GenericSchema<unknown, ValidRulesetPart[]>,
  { $ref: '#/components/schemas/Ruleset' },
);

export interface NormalizeParams extends CommonParams {
  text: SourceInput;
  form: NormalForm;
  /** The text as bytes, and only if it isn't in the form already (`PackedNormalizeResult`). */
  packed?: boolean | undefined;
}

export interface NormalizeResult extends Timed {
  text: string;
}

/** With `packed`. */
export interface PackedNormalizeResult extends Timed {
  changed: boolean;
  /** Its UTF-8, if it changed. */
  text?: Uint8Array;
}

const packed = v.optional(flag(), false);

/** Whether texts come as bytes, and 'changed': only if they are not as they were given. */
export type Packing = boolean | 'changed';

export const packing = v.optional(
  document(
    v.custom<Packing>((x) => typeof x === 'boolean' || x === 'changed', 'true, false or "changed"'),
    { enum: [true, false, 'changed'] },
  ),
  false,
);

export const normalizeParams = params({ text: source, form: normalForm, packed });

/** One text, or many: exactly one of `text` and `texts`. */
export interface TextOrTexts {
  /** With `lengths`: many texts, one after another. */
  text?: SourceInput | undefined;
  texts?: SourceInput[] | undefined;
  /** Bytes of each text in `text`; the result is that of `texts`. */
  lengths?: number[] | undefined;
}

export const textOrTexts = {
  text: v.optional(source),
  texts: v.optional(texts),
  lengths: v.optional(integers('a list of lengths')),
};

export interface ScanParams extends CommonParams, TextOrTexts {
  rules: Ruleset;
  encoding?: OffsetEncoding | undefined;
  /** The matches as bytes (`PackedScanResult`). */
  packed?: boolean | undefined;
}

export interface Match {
  rule: string;
  start: number;
  end: number;
  /** The index in `texts`; absent with `text`. */
  text?: number;
}

export interface ScanResult extends Timed {
  /** By text, then start, then end, then rule. */
  matches: Match[];
}

/** With `packed`. */
export interface PackedScanResult extends Timed {
  /** Those that matched. */
  rules: string[];
  /** Four little-endian u32 a match: index in `rules`, start, end, text (0 with a single one). In the order of a ScanResult. */
  matches: Uint8Array;
}

export const scanParams = params({
  ...textOrTexts,
  rules: ruleset,
  encoding: v.optional(oneOf('utf-8', 'utf-16'), 'utf-8'),
  packed,
});

export interface RedactParams extends CommonParams, TextOrTexts {
  rules: Ruleset;
  /** What stands in for a match; `{rule}` is the rule's id. `[{rule}]` if absent. */
  replacement?: string | undefined;
  /** The texts as bytes (`PackedRedactResult`); with 'changed' those in which something was replaced. */
  packed?: Packing | undefined;
}

export interface RedactResult extends Timed {
  text?: string;
  texts?: string[];
  /** How many replacements were named by each rule. */
  counts: Record<string, number>;
}

export const DEFAULT_REPLACEMENT = '[{rule}]';

/** With `packed`. */
export interface PackedRedactResult extends Timed {
  /** The texts' UTF-8, one after another. */
  text: Uint8Array;
  /** Their bytes; with `packed: 'changed'` null for a text that is as it was given, and not in `text`. */
  lengths: (number | null)[];
  counts: Record<string, number>;
}

export const redactParams = params({
  ...textOrTexts,
  rules: ruleset,
  replacement: v.optional(text(), DEFAULT_REPLACEMENT),
  packed: packing,
});

export interface TokensParams extends CommonParams, TextOrTexts {
  encoding: TokenEncoding;
  /** Also the ids. */
  ids?: boolean | undefined;
}

export interface TokensResult extends Timed {
  /** One a text. */
  counts: number[];
  /** One list a text. */
  ids?: number[][];
}

export const tokensParams = params({ ...textOrTexts, encoding: tokenEncoding, ids: v.optional(flag(), false) });

export interface ChunkParams extends CommonParams {
  text: SourceInput;
  encoding: TokenEncoding;
  maxTokens: number;
  /** Tokens that a chunk repeats of the one before. */
  overlap?: number | undefined;
}

/** A chunk's bytes, and its own count, encoded alone. */
export interface Chunk {
  start: number;
  end: number;
  tokens: number;
}

export interface ChunkResult extends Timed {
  chunks: Chunk[];
}

export const chunkParams = params({
  text: source,
  encoding: tokenEncoding,
  maxTokens: integer(1),
  overlap: v.optional(integer(), 0),
});

export interface DedupeParams extends CommonParams, TextOrTexts {
  mode: 'exact' | 'near';
  /** Jaccard similarity of word 5-shingles from which two texts are the same; 0.8 if absent. */
  threshold?: number | undefined;
  /** The groups as bytes (`PackedDedupeResult`). */
  packed?: boolean | undefined;
}

export interface DedupeResult extends Timed {
  /** Two or more indexes each. */
  groups: number[][];
  /** The first of each group, and all that are in none. */
  unique: number[];
}

/** With `packed`. */
export interface PackedDedupeResult extends Timed {
  /** A little-endian u32 a text: the index of the first that is the same, its own where that is none before it. */
  firsts: Uint8Array;
}

/** Above 0, up to 1. */
export const similarity = document(
  v.custom<number>((x) => typeof x === 'number' && x > 0 && x <= 1, 'a number above 0, up to 1'),
  { type: 'number', exclusiveMinimum: 0, maximum: 1 },
);

export const dedupeParams = params({
  ...textOrTexts,
  mode: oneOf('exact', 'near'),
  threshold: v.optional(similarity, 0.8),
  packed,
});
