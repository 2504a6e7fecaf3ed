/**
 * Rulesets on their way to the workers: the specification that `rules_build` reads, behind its digest, by which a worker
 * knows a ruleset that it compiled before; and the names of the rules, asked once of a worker and kept.
 */
import { createHash } from 'node:crypto';
import { whenReady } from '../dispatch/eventual.js';
import { RULES_DIGEST_BYTES } from '../pool/operations/text/compiled-rules.js';
import { nameRules } from '../pool/operations/text/scan.js';
import { runPoolJob } from './text-job.js';
/** Bits of the packs in a specification. */
const PACK_BITS = { secrets: 1, pii: 2 };
const KEPT_MAX = 256;
/** Names of both packs and of as many rules as a request may bring. */
const NAMES_BYTES = 256 * 1024;
function u32(value) {
    const word = Buffer.alloc(4);
    word.writeUInt32LE(value);
    return word;
}
/** The specification of a ruleset: its packs, then its rules in their order. */
function specify(parts) {
    let packs = 0;
    const rules = [];
    let count = 0;
    for (const part of parts) {
        if (typeof part === 'string') {
            packs |= PACK_BITS[part];
            continue;
        }
        for (const { id, pattern, flags } of part.rules) {
            const texts = [id, pattern, flags].map((text) => Buffer.from(text));
            rules.push(...texts.map(({ length }) => u32(length)), ...texts);
            count++;
        }
    }
    return Buffer.concat([u32(packs), u32(count), ...rules]);
}
/** Known rulesets' names; the least recently used go first. */
export class Rulesets {
    names = new Map();
    /** Lays a ruleset where workers read it. BadRuleset when it doesn't compile. */
    lay(parts, scope) {
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
    keep(key, names) {
        this.names.delete(key);
        this.names.set(key, names);
        const [oldest] = this.names.keys();
        if (this.names.size > KEPT_MAX && oldest !== undefined)
            this.names.delete(oldest);
    }
    ask(args, scope) {
        const job = {
            count: 1,
            likelyBytes: NAMES_BYTES,
            mostBytes: NAMES_BYTES,
            wording: { field: () => 'rules' },
            work: (target) => ({
                operation: nameRules,
                args: { ...args, ...target },
                shards: 1,
                bytes: 0,
                inlineMicros: undefined,
            }),
        };
        return runPoolJob(job, scope, ([result]) => {
            if (result === undefined || result.length === 0)
                return [];
            return Buffer.from(scope.arena.buffer, result.address, result.length).toString().split('\n');
        });
    }
}
