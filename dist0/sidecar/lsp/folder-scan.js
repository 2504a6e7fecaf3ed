import { rulesetOf } from '../findings/configuration.js';
import { findingsOf } from '../findings/findings.js';
import { readTextFile } from '../findings/text-file.js';
import { walkFiles } from '../findings/walk.js';
import { diagnosticOf } from './diagnostics.js';
import { OpenDocument } from './document.js';
import { uriOf } from './workspace.js';
/** Of a request: small enough that a cancel is heard soon and the workers share them, large enough to be worth one. */
const BATCH_CHARACTERS = 1024 * 1024;
const BATCH_TEXTS = 256;
const IN_FLIGHT = 3;
export class FolderScan {
    #session;
    #folder;
    #options;
    #done = 0;
    constructor(session, folder, options) {
        this.#session = session;
        this.#folder = folder;
        this.#options = options;
    }
    /** Rejects with the signal's reason, or with what a scan failed with, once nothing of it runs any more. */
    async run() {
        const { progress } = this.#options;
        const flying = new Set();
        try {
            const paths = await this.#list();
            for await (const batch of this.#batches(paths)) {
                const work = this.#scan(batch).finally(() => flying.delete(work));
                flying.add(work);
                progress(this.#done, paths.length);
                if (flying.size >= IN_FLIGHT)
                    await Promise.race(flying);
            }
            await Promise.all(flying);
            progress(paths.length, paths.length);
        }
        catch (error) {
            await Promise.allSettled(flying);
            throw error;
        }
    }
    async #list() {
        const { path, configuration } = this.#folder;
        const paths = [];
        const onError = (at, error) => this.#session.log(`${at}: ${error.message}`);
        for await (const file of walkFiles(path, { exclude: configuration.exclude, onError })) {
            this.#options.signal.throwIfAborted();
            paths.push(file.path);
        }
        return paths;
    }
    async *#batches(paths) {
        const { signal, skips, totals } = this.#options;
        const { workspace, documents } = this.#session;
        let batch = [];
        let size = 0;
        for (const path of paths) {
            signal.throwIfAborted();
            this.#done++;
            const uri = uriOf(path);
            // a file of a folder within this one is that folder's, which may have other settings
            if (workspace.folderOf(uri).path !== this.#folder.path)
                continue;
            if (await skips?.(path, uri))
                continue;
            const text = documents.get(uri)?.text ?? (await this.#read(path));
            if (text === undefined) {
                this.#options.tell(uri, [], path);
                continue;
            }
            totals.files++;
            batch.push({ uri, path, text });
            size += text.length;
            if (size < BATCH_CHARACTERS && batch.length < BATCH_TEXTS)
                continue;
            yield batch;
            batch = [];
            size = 0;
        }
        if (batch.length > 0)
            yield batch;
    }
    /** Undefined for what is no text, or is gone by now. */
    async #read(path) {
        try {
            const file = await readTextFile(path);
            if ('text' in file)
                return file.text;
        }
        catch (error) {
            this.#session.log(`${path}: ${error.message}`);
        }
        this.#options.totals.skipped++;
        return undefined;
    }
    async #scan(batch) {
        const { signal, totals, tell } = this.#options;
        const { workspace, features, link } = this.#session;
        const { configuration, baseline } = this.#folder;
        const rules = rulesetOf(configuration);
        const found = new Map();
        if (rules !== undefined) {
            const texts = batch.map(({ text }) => Buffer.from(text, 'utf8'));
            const params = { texts, rules, encoding: 'utf-16', priority: 'bulk' };
            const { matches } = await link.call('text/scan', params, { signal });
            for (const match of matches) {
                const index = match.text ?? 0;
                const own = found.get(index);
                if (own === undefined)
                    found.set(index, [match]);
                else
                    own.push(match);
            }
        }
        for (const [index, { uri, path, text }] of batch.entries()) {
            const own = found.get(index) ?? [];
            const document = own.length === 0 ? undefined : new OpenDocument(uri, '', 0, text, features.encoding);
            const findings = document && findingsOf(text, own, { baseline, path: workspace.baselinePath(uri) }, document.lines);
            const diagnostics = (findings ?? [])
                .map((each) => diagnosticOf(each, document, configuration, features.linksCodes))
                .filter((each) => each !== undefined);
            totals.findings += diagnostics.length;
            tell(uri, diagnostics, path);
        }
    }
}
