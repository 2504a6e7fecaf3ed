/**
 * Rulesets on their way to the workers: the specification that `rules_build` reads, behind its digest, by which a worker
 * knows a ruleset that it compiled before; and the names of the rules, asked once of a worker and kept.
 */
import { createHash } from 'node:crypto';
import type { ValidRulesetPart } from '../../protocol/methods/text.ts';
import { type Eventual, whenReady } from '../dispatch/eventual.ts';
import { RULES_DIGEST_BYTES } from '../pool/operations/text/compiled-rules.ts';
import { nameRules } from '../pool/operations/text/scan.ts';
import type { CallScope } from './handler.ts';
import { runPoolJob } from './text-job.ts';

/** Bits of the packs in a specification. */
const PACK_BITS = { secrets: 1, pii: 2 } as const;
const KEPT_MAX = 256;
const WORD_BYTES = 4;
/** Names of both packs and of as many rules as a request may bring. */
const NAMES_BYTES = 256 * 1024;

export interface LaidRuleset {
  /** Where workers read it: the arguments of every operation with rules. */
  readonly args: { readonly rules: number; readonly rulesBytes: number };
  /** Ids by rule number. */
  readonly names: readonly string[];
}

/** The specification of a ruleset: its packs, then its rules in their order. Each part of a batch brings the same again. */
function specify(parts: readonly ValidRulesetPart[]): Buffer {
  let packs = 0;
  let bytes = 2 * WORD_BYTES;
  const rules: (readonly [id: string, pattern: string, flags: string])[] = [];
  for (const part of parts) {
    if (typeof part === 'string') packs |= PACK_BITS[part];
    else for (const { id, pattern, flags } of part.rules) rules.push([id, pattern, flags]);
  }
  for (const texts of rules) for (const text of texts) bytes += WORD_BYTES + Buffer.byteLength(text);
  const specification = Buffer.allocUnsafe(bytes);
  let at = specification.writeUInt32LE(packs);
  at = specification.writeUInt32LE(rules.length, at);
  for (const texts of rules) {
    let word = at;
    at += texts.length * WORD_BYTES;
    for (const text of texts) {
      const written = specification.write(text, at);
      word = specification.writeUInt32LE(written, word);
      at += written;
    }
  }
  return specification;
}

/** Known rulesets' names; the least recently used go first. */
export class Rulesets {
  private readonly names = new Map<string, readonly string[]>();

  /** Lays a ruleset where workers read it. BadRuleset when it doesn't compile. */
  lay(parts: readonly ValidRulesetPart[], scope: CallScope): Eventual<LaidRuleset> {
    const specification = specify(parts);
    const digest = createHash('sha256').update(specification).digest();
    const rulesBytes = RULES_DIGEST_BYTES + specification.length;
    const rules = scope.inputs.scratch(rulesBytes);
    scope.arena.bytes.set(digest, rules);
    scope.arena.bytes.set(specification, rules + RULES_DIGEST_BYTES);
    const args = { rules, rulesBytes };
    const key = digest.toString('latin1');
    const known = this.names.get(key);
    if (known !== undefined) {
      this.keep(key, known);
      return { args, names: known };
    }
    return whenReady(this.ask(args, scope), (names) => {
      this.keep(key, names);
      return { args, names };
    });
  }

  private keep(key: string, names: readonly string[]): void {
    this.names.delete(key);
    this.names.set(key, names);
    const [oldest] = this.names.keys();
    if (this.names.size > KEPT_MAX && oldest !== undefined) this.names.delete(oldest);
  }

  private ask(args: LaidRuleset['args'], scope: CallScope): Eventual<readonly string[]> {
    const job = {
      count: 1,
      likelyBytes: NAMES_BYTES,
      mostBytes: NAMES_BYTES,
      wording: { field: () => 'rules' },
      work: (target: { entries: number; pool: number; poolBytes: number }) => ({
        operation: nameRules,
        args: { ...args, ...target },
        shards: 1,
        bytes: 0,
        inlineMicros: undefined,
      }),
    };
    return runPoolJob(job, scope, ([result]) => {
      if (result === undefined || result.length === 0) return [];
      return Buffer.from(scope.arena.buffer, result.address, result.length).toString().split('\n');
    });
  }
}
