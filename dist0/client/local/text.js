/**
 * `local.text`: `rig.text` without a sidecar, but for tokens, whose vocabularies are too large for a place like this. The same
 * rules, offsets and errors; holds no algorithm. Texts are worked on whole: memory grows to the largest and never shrinks.
 */
import { tooLarge } from '../../protocol/errors.js';
import { failureError, wireFailure } from '../errors.js';
import { loadTextKernel } from './kernel.js';
import { CompiledRules } from './rules.js';
import { bytesOf, invalid, timing } from './source.js';
const FORMS = { NFC: 1, NFD: 2, NFKC: 3, NFKD: 4 };
/** Matches a text: of a scan as many as the sidecar's reply holds, of redacting as many as it replaces. */
const SCAN_MATCHES_MAX = Math.floor((16 * 1024 * 1024) / 56);
const REDACT_MATCHES_MAX = 1_000_000;
export class LocalText {
    #rules = new CompiledRules();
    /**
     * Where rules match: the packs 'secrets' and 'pii', rules of your own, or a list of these.
     * @throws OutriggerError BadRuleset: `data.rule` doesn't compile.
     */
    async scan(input, rules, options = {}) {
        const { encoding = 'utf-16' } = options;
        const { methods, judge } = await shapes();
        const params = judged(() => judge(methods.scanParams, { texts: [], rules, encoding }));
        const { all, field } = textsOf(input);
        const kernel = await loadTextKernel();
        const start = performance.now();
        const compiled = this.#rules.compiled(kernel, params.rules);
        const matches = all.flatMap((text, i) => {
            const found = attempt(() => compiled.kernel.scan(text, encoding === 'utf-16', SCAN_MATCHES_MAX), field(i), SCAN_MATCHES_MAX);
            return tellMatches(found, compiled, Array.isArray(input) ? i : undefined);
        });
        return { matches, timing: timing(start) };
    }
    async redact(input, rules, { replacement } = {}) {
        const { methods, judge } = await shapes();
        const params = judged(() => judge(methods.redactParams, { texts: [], rules, replacement }));
        if (!params.replacement.isWellFormed())
            throw invalid('replacement', 'text without lone surrogates');
        const { all, field } = textsOf(input);
        const kernel = await loadTextKernel();
        const start = performance.now();
        const compiled = this.#rules.compiled(kernel, params.rules);
        const counts = {};
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
    async normalize(text, form = 'NFC') {
        if (!Object.hasOwn(FORMS, form))
            throw invalid('form', '"NFC" or "NFD" or "NFKC" or "NFKD"');
        const bytes = bytesOf(text, 'text');
        const kernel = await loadTextKernel();
        const normal = attempt(() => kernel.normalize(FORMS[form], bytes), 'text', 0);
        if (normal !== undefined)
            return decode(normal);
        return typeof text === 'string' ? text : decode(bytes);
    }
    /** Which texts are the same, or nearly: groups of indexes, and the first of each with all that are in none. */
    async dedupe(texts, options = {}) {
        const { methods, judge } = await shapes();
        const { mode = 'exact' } = options;
        const { threshold } = judged(() => judge(methods.dedupeParams, { ...options, mode, texts: [] }));
        if (!Array.isArray(texts))
            throw invalid('texts', 'a list of sources');
        const { all, field } = textsOf(texts);
        const kernel = await loadTextKernel();
        const start = performance.now();
        const compared = mode === 'exact' ? new kernel.ExactTexts() : new kernel.AlikeTexts(threshold);
        try {
            for (const [i, text] of all.entries())
                attempt(() => compared.add(text), field(i), 0);
            const firsts = attempt(() => compared.firsts(), 'texts', 0);
            return { ...tellGroups(firsts), timing: timing(start) };
        }
        finally {
            compared.free();
        }
    }
}
/** The protocol's own judgement of parameters: loaded with the first call, since it brings a package along. */
async function shapes() {
    const [methods, { judge }] = await Promise.all([
        import('../../protocol/methods/text.js'),
        import('../../protocol/schema.js'),
    ]);
    return { methods, judge };
}
/** What the protocol throws, as the client's error. */
function judged(judge) {
    try {
        return judge();
    }
    catch (error) {
        throw clientError(error);
    }
}
function clientError(error) {
    return failureError(wireFailure(error.toObject()));
}
function textsOf(input) {
    if (!Array.isArray(input))
        return { all: [bytesOf(input, 'text')], field: () => 'text' };
    const field = (index) => `texts[${index}]`;
    return { all: input.map((text, i) => bytesOf(text, field(i))), field };
}
/** A call of the kernel, whose errors are words (crates/local/src/text.rs). */
function attempt(call, field, limit) {
    try {
        return call();
    }
    catch (error) {
        if (error === 'text')
            throw invalid(field, 'text that is valid UTF-8');
        if (error === 'many') {
            throw clientError(tooLarge('matches', limit, limit + 1, `${field} has more matches than a reply holds`));
        }
        throw error;
    }
}
function decode(bytes) {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
function tellMatches(found, { names }, text) {
    const matches = [];
    for (let at = 0; at < found.length; at += 3) {
        const match = { rule: names[found[at] ?? 0] ?? '', start: found[at + 1] ?? 0, end: found[at + 2] ?? 0 };
        if (text !== undefined)
            match.text = text;
        matches.push(match);
    }
    return matches;
}
function tellGroups(firsts) {
    const members = new Map();
    for (const [index, first] of firsts.entries()) {
        const group = members.get(first);
        if (group === undefined)
            members.set(first, [index]);
        else
            group.push(index);
    }
    const groups = [...members.values()];
    return { groups: groups.filter(({ length }) => length > 1), unique: groups.map(([first]) => first ?? 0) };
}
