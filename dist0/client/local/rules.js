/** Rulesets that were compiled in this thread: the last few are kept, for compiling takes longer than most scans. */
import { ERRORS } from '../../protocol/errors.js';
import { OutriggerError } from '../errors.js';
/** Each holds some MB. */
const KEPT_MAX = 4;
/** Bits of the packs. */
const PACKS = { secrets: 1, pii: 2 };
export class CompiledRules {
    /** By what they were compiled from; the least recently used come first. */
    #kept = new Map();
    /** To be used before anything is awaited: the next may be in its place. @throws OutriggerError BadRuleset. */
    compiled(kernel, parts) {
        const key = JSON.stringify(parts);
        const rules = this.#kept.get(key) ?? compile(kernel, parts);
        this.#kept.delete(key);
        this.#kept.set(key, rules);
        const [[oldest, { kernel: least }] = [key, rules]] = this.#kept;
        if (this.#kept.size > KEPT_MAX) {
            this.#kept.delete(oldest);
            least.free();
        }
        return rules;
    }
}
function compile(kernel, parts) {
    let packs = 0;
    for (const part of parts)
        if (typeof part === 'string')
            packs |= PACKS[part];
    const rules = parts.flatMap((part) => (typeof part === 'string' ? [] : part.rules));
    const fields = ['id', 'pattern', 'flags'].map((field) => rules.map((rule) => rule[field]));
    const [ids = [], patterns = [], flags = []] = fields;
    try {
        const compiled = new kernel.Rules(packs, ids, patterns, flags);
        return { kernel: compiled, names: compiled.names() };
    }
    catch (error) {
        const [kind, rule = '', message = ''] = String(error).split('\0');
        if (kind !== 'rule')
            throw error;
        const data = { name: 'BadRuleset', rule, message };
        throw new OutriggerError('BadRuleset', `rule ${rule}: ${message}`, { rpcCode: ERRORS.BadRuleset.code, data });
    }
}
