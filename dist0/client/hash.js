export class Hash {
    #call;
    constructor(call) {
        this.#call = call;
    }
    records(data, options = {}) {
        const { recordSize, into, ...rest } = options;
        return this.#hash('hash/records', { data, recordSize, into }, rest);
    }
    messages(input, options = {}) {
        const { lengths, into, ...rest } = options;
        const what = Array.isArray(input) ? { messages: input } : { data: input, lengths };
        return this.#hash('hash/messages', { ...what, into }, rest);
    }
    /**
     * Digests of regular files that the sidecar reads itself, in the order of `paths` (absolute; a name that is no UTF-8 as
     * its bytes). A file that can't be read has an `error` in its place; the call doesn't reject for it.
     */
    files(paths, options = {}) {
        return this.#hash('hash/files', { paths }, options);
    }
    #hash(method, fields, options) {
        const { algorithm = 'sha256', engine, ...rest } = options;
        return this.#call(method, { ...fields, algorithm, engine }, rest);
    }
}
