/** Token counts of open files, counted once a version, and which files they are wanted for. Shows nothing itself. */
import ignore from 'ignore';
export class TokenCounts {
    #session;
    #known = new WeakMap();
    #running = new WeakMap();
    constructor(session) {
        this.#session = session;
    }
    /** Whether the file's count is shown: the settings name it, or it has a budget. */
    wanted(document) {
        const { tokens } = this.#session.workspace.folderOf(document.uri).configuration;
        return this.#matches(tokens.files, document) || this.budget(document) !== undefined;
    }
    /** The most tokens that the file may have: the least of the budgets whose pattern matches. */
    budget(document) {
        const { budgets } = this.#session.workspace.folderOf(document.uri).configuration;
        const own = Object.entries(budgets).filter(([pattern]) => this.#matches([pattern], document));
        return own.length === 0 ? undefined : Math.min(...own.map(([, most]) => most));
    }
    /** The count of its newest version. Edits that come meanwhile are counted once, when the running count ends. @throws OutriggerError */
    count(document) {
        let running = this.#running.get(document);
        if (running === undefined) {
            running = this.#count(document).finally(() => this.#running.delete(document));
            this.#running.set(document, running);
        }
        return running;
    }
    async #count(document) {
        for (;;) {
            const { version } = document;
            const encoding = this.#encoding(document);
            const known = this.#known.get(document);
            if (known?.version === version && known.encoding === encoding)
                return known.tokens;
            const tokens = await this.countText(document, document.text);
            this.#known.set(document, { version, encoding, tokens });
        }
    }
    /** The last count, perhaps of an older version. */
    last(document) {
        return this.#known.get(document)?.tokens;
    }
    /** Tokens of a stretch of a file, counted alone, in the encoding that the file is counted in. */
    async countText(document, stretch) {
        const encoding = this.#encoding(document);
        const text = Buffer.from(stretch, 'utf8');
        const { counts } = await this.#session.link.call('text/tokens', { text, encoding });
        return counts[0];
    }
    #encoding({ uri }) {
        return this.#session.workspace.folderOf(uri).configuration.tokens.encoding;
    }
    #matches(patterns, { uri }) {
        const { workspace } = this.#session;
        const path = workspace.relativePath(uri) ?? uri.slice(uri.lastIndexOf('/') + 1);
        return (ignore.isPathValid(path) &&
            ignore()
                .add([...patterns])
                .ignores(path));
    }
}
