/**
 * What is found in each open file, kept up with its edits: one scan at a time, of the newest version, of what the edits since
 * the last scan can have touched. Holds the results; it must never send anything to the editor.
 */
import { setImmediate } from 'node:timers/promises';
import { isOutriggerError } from '../../client/errors.js';
import { rulesetOf } from '../findings/configuration.js';
import { findingsOf } from '../findings/findings.js';
import { joinEdits, placeMatches, windowOf } from './scan-window.js';
/** How long edits that have come already are waited for, in milliseconds, before a version is scanned. */
const GATHER_MS = 100;
export class Checks {
    /** A file's findings are those of its newest version now. */
    onFresh = () => { };
    #options;
    #files = new Map();
    constructor(options) {
        this.#options = options;
    }
    /** The document was opened, edited (then `edits` says where, in order), or the settings changed. */
    touch(document, edits = []) {
        let file = this.#files.get(document.uri);
        if (file === undefined || file.document !== document) {
            file?.close();
            file = new FileCheck(document, this.#options, (of) => this.onFresh(of));
            this.#files.set(document.uri, file);
        }
        file.touch(edits);
    }
    forget(uri) {
        this.#files.get(uri)?.close();
        this.#files.delete(uri);
    }
    /** The last check that ended, perhaps of an older version. */
    latest(uri) {
        return this.#files.get(uri)?.latest;
    }
    /** The check of the newest version, once it is there; undefined if the file is closed meanwhile. */
    async current(uri) {
        return this.#files.get(uri)?.current();
    }
}
class FileCheck {
    document;
    #options;
    #fresh;
    #latest;
    #scanned;
    /** What changed since `#scanned`, and the part of it since the running scan began. */
    #edited;
    #editedSince;
    #running;
    #looping = false;
    #stale = false;
    #closed = false;
    #waiting = [];
    constructor(document, options, fresh) {
        this.document = document;
        this.#options = options;
        this.#fresh = fresh;
    }
    get latest() {
        return this.#latest;
    }
    touch(edits) {
        for (const edit of edits) {
            this.#edited = joinEdits(this.#edited, edit);
            this.#editedSince = joinEdits(this.#editedSince, edit);
        }
        this.#stale = true;
        this.#running?.abort();
        if (!this.#looping)
            void this.#loop();
    }
    close() {
        this.#closed = true;
        this.#running?.abort();
        this.#settle(undefined);
    }
    current() {
        if (this.#closed || (!this.#looping && !this.#stale))
            return Promise.resolve(this.#latest);
        return new Promise((resolve) => {
            this.#waiting.push(resolve);
        });
    }
    #settle(check) {
        const waiting = this.#waiting;
        this.#waiting = [];
        for (const resolve of waiting)
            resolve(check);
    }
    async #loop() {
        this.#looping = true;
        while (this.#stale && !this.#closed) {
            await this.#gather();
            const check = await this.#check();
            if (check === undefined || this.#stale || this.#closed)
                continue;
            this.#latest = check;
            this.#fresh(this.document);
        }
        this.#looping = false;
        this.#settle(this.#latest);
    }
    /**
     * Edits that have come already are one change: vscode-jsonrpc hands on a message a turn, so that 200 which came in one read
     * would be 200 scans begun in vain. One that comes alone waits for two turns.
     */
    async #gather() {
        const until = performance.now() + GATHER_MS;
        do {
            this.#stale = false;
            await setImmediate();
            await setImmediate();
        } while (this.#stale && performance.now() < until);
        this.#stale = false;
    }
    /** Undefined if a newer version came, or the file was closed. */
    async #check() {
        const { document } = this;
        const { workspace, log } = this.#options;
        const { version, lines } = document;
        const { epoch } = workspace;
        const { configuration, baseline } = workspace.folderOf(document.uri);
        const rules = rulesetOf(configuration);
        if (rules === undefined || workspace.isExcluded(document.uri))
            return { version, epoch, findings: [] };
        this.#editedSince = undefined;
        try {
            // a rule of the user's own may read as far as it likes: windows are for the packs alone
            const matches = (configuration.rules.length === 0 ? await this.#scanWindow(lines.text, epoch, rules) : undefined) ??
                (await this.#scanWhole(lines.text, rules));
            this.#scanned = { text: lines.text, epoch, matches };
            this.#edited = this.#editedSince;
            const path = workspace.baselinePath(document.uri);
            return { version, epoch, findings: findingsOf(lines.text, matches, { baseline, path }, lines) };
        }
        catch (error) {
            if (this.#stale || this.#closed)
                return undefined;
            const failure = isOutriggerError(error) ? `${error.code}: ${error.message}` : String(error);
            log(`${document.uri} could not be checked: ${failure}`);
            return { version, epoch, findings: [], failure };
        }
    }
    /**
     * The matches of a text of which all but what was edited is known; undefined where that isn't sure. It takes no longer than
     * a cancel would, so it ends though a newer version comes: that one then has less to scan.
     */
    async #scanWindow(text, epoch, rules) {
        const before = this.#scanned;
        if (before === undefined || before.epoch !== epoch)
            return undefined;
        if (this.#edited === undefined)
            return before.matches;
        const window = windowOf(before.text, text, this.#edited);
        if (window === undefined)
            return undefined;
        const stretch = Buffer.from(text.slice(window.from, window.to), 'utf8');
        const params = { text: stretch, rules, encoding: 'utf-16' };
        const { matches } = await this.#options.link.call('text/scan', params);
        return placeMatches(before.matches, matches, window);
    }
    async #scanWhole(text, rules) {
        // a newer version may have come while a window was scanned
        const running = new AbortController();
        if (this.#stale || this.#closed)
            running.abort();
        this.#running = running;
        try {
            // a lone surrogate becomes U+FFFD here: one UTF-16 unit for another, so that offsets stay
            const params = { text: Buffer.from(text, 'utf8'), rules, encoding: 'utf-16' };
            const { matches } = await this.#options.link.call('text/scan', params, { signal: running.signal });
            return matches;
        }
        finally {
            this.#running = undefined;
        }
    }
}
