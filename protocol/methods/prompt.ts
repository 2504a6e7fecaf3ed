/** `prompt/prepare`: everything a prompt needs before a model sees it, in one pass over a whole batch. Shapes only. */
import * as v from 'valibot';
import { type CommonParams, params, type Timed } from '../envelope.ts';
import { fields, integer, oneOf } from '../schema.ts';
import {
  type NormalForm,
  normalForm,
  type Packing,
  packing,
  type Ruleset,
  ruleset,
  similarity,
  type TextOrTexts,
  type TokenEncoding,
  textOrTexts,
  tokenEncoding,
} from './text.ts';

export interface PrepareParams extends CommonParams, TextOrTexts {
  /** First: the Unicode normal form. */
  normalize?: NormalForm | undefined;
  /** Then: what these rules find is replaced by `[{rule}]`. */
  redact?: Ruleset | undefined;
  /** Then: tokens are counted. */
  encoding?: TokenEncoding | undefined;
  /** With `encoding`: the text is cut to its first `maxTokens` tokens, never inside a code point. */
  maxTokens?: number | undefined;
  /** Last: which prepared texts are the same as an earlier one. */
  dedupe?: { mode: 'exact' | 'near'; threshold?: number | undefined } | 'exact' | 'near' | undefined;
  /** The items and texts as bytes (`PackedPrepareResult`); with 'changed' the texts only if a step changed them. */
  packed?: Packing | undefined;
}

export interface PreparedItem {
  text: string;
  /** With `encoding`. */
  tokens?: number;
  /** Of the prepared text's UTF-8, lower-case hex. */
  sha256: string;
  /** Replacements by rule. */
  redactions: Record<string, number>;
  /** The index of the first text that this one is the same as. */
  duplicateOf?: number;
}

export interface PrepareResult extends Timed {
  items: PreparedItem[];
}

/** With `packed`. */
export interface PackedPrepareResult extends Timed {
  /**
   * `PREPARED_ITEM_BYTES` a text: little-endian u32s, the bytes of the prepared text (with `packed: 'changed'`
   * `AS_GIVEN`, 2^32-1, if it is as it was given, and not in `text`), its tokens (0 without
   * `encoding`), how many of `redactions` are its own, and the index of the first text that it is the same as (its own if there
   * is none before); then the SHA-256.
   */
  items: Uint8Array;
  /** The texts' UTF-8, one after another. */
  text: Uint8Array;
  /** The rules that replaced something. */
  rules: string[];
  /** Pairs of little-endian u32, one after another for all texts: the index in `rules`, and its replacements. */
  redactions: Uint8Array;
}

const mode = oneOf('exact', 'near');
const dedupe = v.lazy((input) =>
  typeof input === 'string' ? mode : fields({ mode, threshold: v.optional(similarity, 0.8) }),
) as v.GenericSchema<unknown, 'exact' | 'near' | { mode: 'exact' | 'near'; threshold: number }>;

export const prepareParams = params({
  ...textOrTexts,
  normalize: v.optional(normalForm),
  redact: v.optional(ruleset),
  encoding: v.optional(tokenEncoding),
  maxTokens: v.optional(integer(1)),
  dedupe: v.optional(dedupe),
  packed: packing,
});
