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
import { PublishDiagnosticsNotification } from 'vscode-languageserver-protocol';
import { cancelled } from './cancellation.js';
import { FolderScan } from './folder-scan.js';
import { beginProgress } from './work-progress.js';
export const SCAN_WORKSPACE = 'outrigger.scanWorkspace';
export class WorkspaceScan {
    #session;
    /** Diagnostics of the last scan, by URI. */
    #shown = new Map();
    /** The editor asks for the workspace's diagnostics: pushed ones would be shown beside them. */
    #pulled = false;
    constructor(session, commands, reports) {
        this.#session = session;
        commands.add(SCAN_WORKSPACE, async (_, token, params) => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const progress = __addDisposableResource(env_1, await beginProgress(session, 'Scanning for secrets', params, token), false);
                const totals = await this.#scan(progress);
                progress.end(`${totals.findings} findings in ${totals.files} files`);
                if (this.#pulled) {
                    session.filesChanged();
                    reports.refresh();
                }
                return totals;
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                __disposeResources(env_1);
            }
        });
    }
    /** A file was opened: from here on its own checks are shown, which a pulling editor lists beside what was pushed. */
    opened(uri) {
        if (this.#session.features.pullsDiagnostics && this.#shown.has(uri))
            this.#publish(uri, []);
    }
    /** A file was closed: what the last scan found in it is shown again. */
    closed(uri) {
        return this.#shown.get(uri) ?? [];
    }
    /** The editor asked for the workspace's diagnostics: takes back what was pushed, and pushes no more. */
    pulled() {
        if (this.#pulled)
            return;
        this.#pulled = true;
        for (const uri of this.#shown.keys())
            this.#publish(uri, []);
        this.#shown.clear();
    }
    async #scan(progress) {
        const totals = { files: 0, findings: 0, skipped: 0 };
        const before = this.#shown;
        this.#shown = new Map();
        const { workspace, documents } = this.#session;
        for (const folder of workspace.folders) {
            const scan = new FolderScan(this.#session, folder, {
                signal: progress.signal,
                totals,
                tell: (uri, diagnostics) => {
                    if (diagnostics.length === 0 || this.#pulled)
                        return;
                    this.#shown.set(uri, diagnostics);
                    if (!documents.has(uri))
                        this.#publish(uri, diagnostics);
                },
                progress: (done, all) => progress.report(done, all, `${totals.files} files, ${totals.findings} findings`),
            });
            try {
                await scan.run();
            }
            catch (error) {
                throw progress.signal.aborted ? cancelled() : error;
            }
        }
        for (const uri of before.keys()) {
            if (!this.#shown.has(uri))
                this.#publish(uri, []);
        }
        return totals;
    }
    #publish(uri, diagnostics) {
        void this.#session.connection.sendNotification(PublishDiagnosticsNotification.type, { uri, diagnostics });
    }
}
