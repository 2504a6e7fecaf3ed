/**
 * `rig.text`: scanning, redacting, counting tokens and the rest. One text or a list of them, as strings, bytes, segments or
 * files. Names the parameters and nothing else: the work is the sidecar's.
 */
import type {
  ChunkResult,
  DedupeResult,
  NormalForm,
  OffsetEncoding,
  Ruleset,
  ScanResult,
  SourceInput,
  TextOrTexts,
  Timing,
  TokenEncoding,
  TokensResult,
} from '../protocol/index.ts';
import type { Call, CallOptions } from './call.ts';

/** For methods on many texts. */
export interface ManyOptions extends CallOptions {
  /** The input is one source that holds many texts, one after another: the bytes of each. */
  lengths?: number[] | undefined;
}

export interface ScanOptions extends ManyOptions {
  /** What the offsets count: 'utf-16' if absent, so that they index JavaScript strings; 'utf-8' for bytes. */
  encoding?: OffsetEncoding | undefined;
}

export interface RedactOptions extends ManyOptions {
  /** What stands in for a match; `{rule}` is the rule's id. `[{rule}]` if absent. */
  replacement?: string | undefined;
}

export interface TokensOptions extends ManyOptions {
  encoding: TokenEncoding;
  /** Also the ids. */
  ids?: boolean | undefined;
}

export interface ChunkOptions extends CallOptions {
  encoding: TokenEncoding;
  maxTokens: number;
  /** Tokens that a chunk repeats of the one before; 0 if absent. */
  overlap?: number | undefined;
}

export interface DedupeOptions extends ManyOptions {
  /** 'exact' if absent. */
  mode?: 'exact' | 'near' | undefined;
  /** Jaccard similarity of word 5-shingles, 0.8 if absent. */
  threshold?: number | undefined;
}

/** A redacted text. `counts` tells how many replacements each rule named. */
export interface Redacted {
  text: string;
  counts: Record<string, number>;
  timing: Timing;
}

export interface RedactedTexts {
  texts: string[];
  counts: Record<string, number>;
  timing: Timing;
}

/** The input as parameters: a list, one text, or one source with the lengths of its texts. */
export function textsGiven(input: SourceInput | SourceInput[], lengths: number[] | undefined): TextOrTexts {
  return Array.isArray(input) ? { texts: input, lengths } : { text: input, lengths };
}

export class Text {
  readonly #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  /**
   * Where rules match: the packs 'secrets' and 'pii', rules of your own, or a list of these. Offsets count UTF-16 units
   * unless `encoding` says otherwise.
   * @throws OutriggerError BadRuleset: `data.rule` doesn't compile.
   */
  scan(input: SourceInput | SourceInput[], rules: Ruleset, options: ScanOptions = {}): Promise<ScanResult> {
    const { encoding = 'utf-16', lengths, ...rest } = options;
    return this.#call('text/scan', { ...textsGiven(input, lengths), rules, encoding }, rest);
  }

  /** The text without what the rules match in it: scanned again until they match nothing. */
  redact(texts: SourceInput, rules: Ruleset, options: RedactOptions & { lengths: number[] }): Promise<RedactedTexts>;
  redact(text: SourceInput, rules: Ruleset, options?: RedactOptions): Promise<Redacted>;
  redact(texts: SourceInput[], rules: Ruleset, options?: RedactOptions): Promise<RedactedTexts>;
  redact(
    input: SourceInput | SourceInput[],
    rules: Ruleset,
    options: RedactOptions = {},
  ): Promise<Redacted | RedactedTexts> {
    const { replacement, lengths, ...rest } = options;
    return this.#call('text/redact', { ...textsGiven(input, lengths), rules, replacement }, rest) as Promise<
      Redacted | RedactedTexts
    >;
  }

  /** Token counts, one a text, and with `ids` the ids: those of tiktoken, special tokens as ordinary text. */
  tokens(input: SourceInput | SourceInput[], options: TokensOptions): Promise<TokensResult> {
    const { encoding, ids, lengths, ...rest } = options;
    return this.#call('text/tokens', { ...textsGiven(input, lengths), encoding, ids }, rest);
  }

  /** Where to cut a text into chunks of at most `maxTokens`, in bytes of its UTF-8: at paragraphs, sentences, words. */
  chunk(text: SourceInput, options: ChunkOptions): Promise<ChunkResult> {
    const { encoding, maxTokens, overlap, ...rest } = options;
    return this.#call('text/chunk', { text, encoding, maxTokens, overlap }, rest);
  }

  /** A text in a Unicode normal form. */
  async normalize(text: SourceInput, form: NormalForm = 'NFC', options: CallOptions = {}): Promise<string> {
    return (await this.#call('text/normalize', { text, form }, options)).text;
  }

  /** Which texts are the same, or nearly: groups of indexes, and the first of each with all that are in none. */
  dedupe(texts: SourceInput | SourceInput[], options: DedupeOptions = {}): Promise<DedupeResult> {
    const { mode = 'exact', threshold, lengths, ...rest } = options;
    return this.#call('text/dedupe', { ...textsGiven(texts, lengths), mode, threshold }, rest);
  }
}
