var __addDisposableResource = (this && this.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (this && this.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/**
 * `workspace/diagnostic`: what is found in all files of all folders, for an editor that asks, by the files and as they come.
 * Editors ask again every few seconds: a file that hasn't changed since is neither read nor scanned, and where the editor tells of
 * changed files it isn't even looked for. A file without findings is told of only where it had some.
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { DidChangeWatchedFilesNotification, RegistrationRequest, WorkspaceDiagnosticRequest, } from 'vscode-languageserver-protocol';
import { cancelled } from './cancellation.js';
import { FolderScan } from './folder-scan.js';
import { beginProgress } from './work-progress.js';
import { uriOf } from './workspace.js';
/** One request: what the editor has, and what it was told. */
class Answer {
    #previous;
    #told = new Set();
    #items = [];
    constructor({ previousResultIds = [] }) {
        this.#previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    }
    tell(uri, items, version) {
        const previous = this.#previous.get(uri);
        if (this.#told.has(uri) || (items.length === 0 && previous === undefined))
            return;
        this.#told.add(uri);
        // by what it says, not by when: the same after a file was saved unchanged, and after the server was started again
        const resultId = createHash('sha256').update(JSON.stringify(items)).digest('base64url');
        this.#items.push(previous === resultId
            ? { kind: 'unchanged', uri, version, resultId }
            : { kind: 'full', uri, version, resultId, items });
    }
    /** What the editor has and nothing was told of: files that are gone, or left out by now. */
    tellGone() {
        for (const uri of this.#previous.keys())
            this.tell(uri, [], null);
    }
    /** What was told since the last time. */
    take() {
        const items = this.#items;
        this.#items = [];
        return items;
    }
}
export class WorkspaceDiagnostics {
    #session;
    #reports;
    #scan;
    #files = new Map();
    /** The editor tells of files that change. */
    #watched;
    /** The state of the settings for which all files are known; none where some may have changed. */
    #complete;
    constructor(session, reports, scan) {
        this.#session = session;
        this.#reports = reports;
        this.#scan = scan;
        if (!session.features.pullsDiagnostics)
            return;
        session.handlers.push(session.connection.onRequest(WorkspaceDiagnosticRequest.type, async (params, token) => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const progress = __addDisposableResource(env_1, await beginProgress(session, 'Scanning for secrets', params, token, false), false);
                try {
                    return await this.#answer(params, progress);
                }
                catch (error) {
                    throw progress.signal.aborted ? cancelled() : error;
                }
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                __disposeResources(env_1);
            }
        }));
    }
    /** Files changed, were closed, or may have: they are looked for at the next question. */
    changed() {
        this.#complete = undefined;
    }
    async #answer(params, progress) {
        const { connection, workspace, documents } = this.#session;
        this.#scan.pulled();
        this.#watched ??= this.#watch();
        const isWatched = await this.#watched;
        const answer = new Answer(params);
        const token = params.partialResultToken;
        const flush = () => {
            if (token === undefined)
                return;
            const items = answer.take();
            if (items.length > 0)
                void connection.sendNotification('$/progress', { token, value: { items } });
        };
        if (!isWatched || this.#complete !== workspace.epoch) {
            await this.#look(progress, (uri, diagnostics) => {
                answer.tell(uri, diagnostics, null);
                flush();
            });
        }
        await this.#tellOpen(answer, progress.signal);
        for (const [path, { diagnostics }] of this.#files) {
            const uri = uriOf(path);
            if (!documents.has(uri))
                answer.tell(uri, diagnostics, null);
        }
        answer.tellGone();
        flush();
        return { items: answer.take() };
    }
    /** Looks for files that have changed, and scans them. */
    async #look(progress, tell) {
        const { epoch, folders } = this.#session.workspace;
        this.#complete = epoch;
        const seen = new Set();
        try {
            for (const folder of folders) {
                if (folder.configuration.scan === 'workspace')
                    await this.#lookIn(folder, epoch, seen, progress, tell);
            }
        }
        catch (error) {
            this.changed();
            throw error;
        }
        for (const path of this.#files.keys())
            if (!seen.has(path))
                this.#files.delete(path);
    }
    async #lookIn(folder, epoch, seen, { signal, report }, tell) {
        const totals = { files: 0, findings: 0, skipped: 0 };
        const stamps = new Map();
        const { documents } = this.#session;
        await new FolderScan(this.#session, folder, {
            signal,
            totals,
            skips: async (path, uri) => {
                if (documents.has(uri))
                    return true;
                seen.add(path);
                // before it is read: a change between the two is seen the next time
                const stamp = await stampOf(path);
                stamps.set(path, stamp);
                const known = this.#files.get(path);
                return known?.stamp === stamp && known.epoch === epoch;
            },
            tell: (uri, diagnostics, path) => {
                this.#files.set(path, { stamp: stamps.get(path) ?? '', epoch, diagnostics });
                if (!documents.has(uri))
                    tell(uri, diagnostics);
            },
            progress: (done, all) => report(done, all, `${totals.files} files, ${totals.findings} findings`),
        }).run();
    }
    /** Open files are told of as they are in the editor. */
    async #tellOpen(answer, signal) {
        const { documents, checks, workspace } = this.#session;
        for (const document of documents.values()) {
            if (workspace.folderOf(document.uri).path === undefined)
                continue;
            const check = await checks.current(document.uri);
            signal.throwIfAborted();
            if (check !== undefined && check.version === document.version) {
                answer.tell(document.uri, this.#reports.diagnosticsOf(document, check), document.version);
            }
        }
    }
    /** Asks to be told of every file that changes. Asked only now: other editors need not send what nobody listens to. */
    async #watch() {
        const { connection, features } = this.#session;
        if (!features.registersWatchers)
            return false;
        const { method } = DidChangeWatchedFilesNotification.type;
        const registerOptions = { watchers: [{ globPattern: '**/*' }] };
        const registrations = [{ id: 'all-files', method, registerOptions }];
        try {
            await connection.sendRequest(RegistrationRequest.type, { registrations });
            return true;
        }
        catch {
            return false;
        }
    }
}
async function stampOf(path) {
    try {
        const { mtimeMs, size, ino } = await stat(path);
        return `${mtimeMs}.${size}.${ino}`;
    }
    catch {
        // gone by now, which reading it will tell
        return '';
    }
}
