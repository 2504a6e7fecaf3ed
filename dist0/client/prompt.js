import { textsGiven } from './text.js';
export class Prompt {
    #call;
    constructor(call) {
        this.#call = call;
    }
    /**
     * Normalises, redacts, counts and cuts, digests and de-duplicates texts, in this order and in one pass over all
     * workers; the items come back in the order of the texts.
     */
    prepare(texts, options = {}) {
        const { normalize, redact, encoding, maxTokens, dedupe, lengths, ...rest } = options;
        return this.#call('prompt/prepare', { ...textsGiven(texts, lengths), normalize, redact, encoding, maxTokens, dedupe }, rest);
    }
}
