/**
 * `local.text`: `rig.text` without a sidecar, but for tokens, whose vocabularies are too large for a place like this. The same
 * rules, offsets and errors; holds no algorithm. Texts are worked on whole: memory grows to the largest and never shrinks.
 */
import { type ProtocolError, tooLarge } from '../../protocol/errors.ts';
import type { DedupeResult, Match, NormalForm, OffsetEncoding, Ruleset, ScanResult } from '../../protocol/index.ts';
import { failureError, type OutriggerError, wireFailure } from '../errors.ts';
import type { Redacted, RedactedTexts } from '../text.ts';
import { loadTextKernel } from './kernel.ts';
import { CompiledRules, type LocalRules } from './rules.ts';
import { bytesOf, invalid, type LocalSource, timing } from './source.ts';

export interface LocalScanOptions {
  /** What the offsets count: 'utf-16' if absent, so that they index JavaScript strings; 'utf-8' for bytes. */
  encoding?: OffsetEncoding | undefined;
}

export interface LocalRedactOptions {
  /** What stands in for a match; `{rule}` is the rule's id. `[{rule}]` if absent. */
  replacement?: string | undefined;
}

export interface LocalDedupeOptions {
  /** 'exact' if absent. */
  mode?: 'exact' | 'near' | undefined;
  /** Jaccard similarity of word 5-shingles, 0.8 if absent. */
  threshold?: number | undefined;
}

const FORMS: Record<NormalForm, number> = { NFC: 1, NFD: 2, NFKC: 3, NFKD: 4 };
/** Matches a text: of a scan as many as the sidecar's reply holds, of redacting as many as it replaces. */
const SCAN_MATCHES_MAX = Math.floor((16 * 1024 * 1024) / 56);
const REDACT_MATCHES_MAX = 1_000_000;

/** The texts of a call, and how an error names each. */
interface Texts {
  readonly all: Uint8Array[];
  readonly field: (index: number) => string;
}

export class LocalText {
  readonly #rules = new CompiledRules();

  /**
   * Where rules match: the packs 'secrets' and 'pii', rules of your own, or a list of these.
   * @throws OutriggerError BadRuleset: `data.rule` doesn't compile.
   */
  async scan(input: LocalSource | LocalSource[], rules: Ruleset, options: LocalScanOptions = {}): Promise<ScanResult> {
    const { encoding = 'utf-16' } = options;
    const { methods, judge } = await shapes();
    const params = judged(() => judge(methods.scanParams, { texts: [], rules, encoding }));
    const { all, field } = textsOf(input);
    const kernel = await loadTextKernel();
    const start = performance.now();
    const compiled = this.#rules.compiled(kernel, params.rules);
    const matches = all.flatMap((text, i) => {
      const found = attempt(
        () => compiled.kernel.scan(text, encoding === 'utf-16', SCAN_MATCHES_MAX),
        field(i),
        SCAN_MATCHES_MAX,
      );
      return tellMatches(found, compiled, Array.isArray(input) ? i : undefined);
    });
    return { matches, timing: timing(start) };
  }

  /** The text without what the rules match in it: scanned again until they match nothing. */
  redact(text: LocalSource, rules: Ruleset, options?: LocalRedactOptions): Promise<Redacted>;
  redact(texts: LocalSource[], rules: Ruleset, options?: LocalRedactOptions): Promise<RedactedTexts>;
  async redact(
    input: LocalSource | LocalSource[],
    rules: Ruleset,
    { replacement }: LocalRedactOptions = {},
  ): Promise<Redacted | RedactedTexts> {
    const { methods, judge } = await shapes();
    const params = judged(() => judge(methods.redactParams, { texts: [], rules, replacement }));
    if (!params.replacement.isWellFormed()) throw invalid('replacement', 'text without lone surrogates');
    const { all, field } = textsOf(input);
    const kernel = await loadTextKernel();
    const start = performance.now();
    const compiled = this.#rules.compiled(kernel, params.rules);
    const counts: Record<string, number> = {};
    const texts = all.map((text, i) => {
      const redact = () => compiled.kernel.redact(text, params.replacement, REDACT_MATCHES_MAX);
      const redacted = attempt(redact, field(i), REDACT_MATCHES_MAX);
      const pairs = redacted.counts();
      for (let at = 0; at < pairs.length; at += 2) {
        const name = compiled.names[pairs[at] ?? 0] ?? '';
        counts[name] = (counts[name] ?? 0) + (pairs[at + 1] ?? 0);
      }
      const bytes = redacted.text();
      redacted.free();
      return decode(bytes);
    });
    const told = { counts, timing: timing(start) };
    return Array.isArray(input) ? { texts, ...told } : { text: texts[0] ?? '', ...told };
  }

  /** A text in a Unicode normal form. */
  async normalize(text: LocalSource, form: NormalForm = 'NFC'): Promise<string> {
    if (!Object.hasOwn(FORMS, form)) throw invalid('form', '"NFC" or "NFD" or "NFKC" or "NFKD"');
    const bytes = bytesOf(text, 'text');
    const kernel = await loadTextKernel();
    const normal = attempt(() => kernel.normalize(FORMS[form], bytes), 'text', 0);
    if (normal !== undefined) return decode(normal);
    return typeof text === 'string' ? text : decode(bytes);
  }

  /** Which texts are the same, or nearly: groups of indexes, and the first of each with all that are in none. */
  async dedupe(texts: LocalSource[], options: LocalDedupeOptions = {}): Promise<DedupeResult> {
    const { methods, judge } = await shapes();
    const { mode = 'exact' } = options;
    const { threshold } = judged(() => judge(methods.dedupeParams, { ...options, mode, texts: [] }));
    if (!Array.isArray(texts)) throw invalid('texts', 'a list of sources');
    const { all, field } = textsOf(texts);
    const kernel = await loadTextKernel();
    const start = performance.now();
    const compared = mode === 'exact' ? new kernel.ExactTexts() : new kernel.AlikeTexts(threshold);
    try {
      for (const [i, text] of all.entries()) attempt(() => compared.add(text), field(i), 0);
      const firsts = attempt(() => compared.firsts(), 'texts', 0);
      return { ...tellGroups(firsts), timing: timing(start) };
    } finally {
      compared.free();
    }
  }
}

/** The protocol's own judgement of parameters: loaded with the first call, since it brings a package along. */
async function shapes() {
  const [methods, { judge }] = await Promise.all([
    import('../../protocol/methods/text.ts'),
    import('../../protocol/schema.ts'),
  ]);
  return { methods, judge };
}

/** What the protocol throws, as the client's error. */
function judged<T>(judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    throw clientError(error as ProtocolError);
  }
}

function clientError(error: ProtocolError): OutriggerError {
  return failureError(wireFailure(error.toObject()));
}

function textsOf(input: LocalSource | LocalSource[]): Texts {
  if (!Array.isArray(input)) return { all: [bytesOf(input, 'text')], field: () => 'text' };
  const field = (index: number) => `texts[${index}]`;
  return { all: input.map((text, i) => bytesOf(text, field(i))), field };
}

/** A call of the kernel, whose errors are words (crates/local/src/text.rs). */
function attempt<T>(call: () => T, field: string, limit: number): T {
  try {
    return call();
  } catch (error) {
    if (error === 'text') throw invalid(field, 'text that is valid UTF-8');
    if (error === 'many') {
      throw clientError(tooLarge('matches', limit, limit + 1, `${field} has more matches than a reply holds`));
    }
    throw error;
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function tellMatches(found: Uint32Array, { names }: LocalRules, text: number | undefined): Match[] {
  const matches: Match[] = [];
  for (let at = 0; at < found.length; at += 3) {
    const match: Match = { rule: names[found[at] ?? 0] ?? '', start: found[at + 1] ?? 0, end: found[at + 2] ?? 0 };
    if (text !== undefined) match.text = text;
    matches.push(match);
  }
  return matches;
}

function tellGroups(firsts: Uint32Array): { groups: number[][]; unique: number[] } {
  const members = new Map<number, number[]>();
  for (const [index, first] of firsts.entries()) {
    const group = members.get(first);
    if (group === undefined) members.set(first, [index]);
    else group.push(index);
  }
  const groups = [...members.values()];
  return { groups: groups.filter(({ length }) => length > 1), unique: groups.map(([first]) => first ?? 0) };
}
