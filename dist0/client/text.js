/** The input as parameters: a list, one text, or one source with the lengths of its texts. */
export function textsGiven(input, lengths) {
    return Array.isArray(input) ? { texts: input, lengths } : { text: input, lengths };
}
export class Text {
    #call;
    constructor(call) {
        this.#call = call;
    }
    /**
     * Where rules match: the packs 'secrets' and 'pii', rules of your own, or a list of these. Offsets count UTF-16 units
     * unless `encoding` says otherwise.
     * @throws OutriggerError BadRuleset: `data.rule` doesn't compile.
     */
    scan(input, rules, options = {}) {
        const { encoding = 'utf-16', lengths, ...rest } = options;
        return this.#call('text/scan', { ...textsGiven(input, lengths), rules, encoding }, rest);
    }
    redact(input, rules, options = {}) {
        const { replacement, lengths, ...rest } = options;
        return this.#call('text/redact', { ...textsGiven(input, lengths), rules, replacement }, rest);
    }
    /** Token counts, one a text, and with `ids` the ids: those of tiktoken, special tokens as ordinary text. */
    tokens(input, options) {
        const { encoding, ids, lengths, ...rest } = options;
        return this.#call('text/tokens', { ...textsGiven(input, lengths), encoding, ids }, rest);
    }
    /** Where to cut a text into chunks of at most `maxTokens`, in bytes of its UTF-8: at paragraphs, sentences, words. */
    chunk(text, options) {
        const { encoding, maxTokens, overlap, ...rest } = options;
        return this.#call('text/chunk', { text, encoding, maxTokens, overlap }, rest);
    }
    /** A text in a Unicode normal form. */
    async normalize(text, form = 'NFC', options = {}) {
        return (await this.#call('text/normalize', { text, form }, options)).text;
    }
    /** Which texts are the same, or nearly: groups of indexes, and the first of each with all that are in none. */
    dedupe(texts, options = {}) {
        const { mode = 'exact', threshold, lengths, ...rest } = options;
        return this.#call('text/dedupe', { ...textsGiven(texts, lengths), mode, threshold }, rest);
    }
}
