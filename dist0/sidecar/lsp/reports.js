/**
 * Tells the editor what was found: pushed, or answered where the editor asks (`textDocument/diagnostic`), with a result id, so
 * that what hasn't changed costs nothing. It must never scan: what is told was found by checks.
 */
import { DiagnosticRefreshRequest, DocumentDiagnosticReportKind, DocumentDiagnosticRequest, PublishDiagnosticsNotification, } from 'vscode-languageserver-protocol';
import { unlessCancelled } from './cancellation.js';
import { diagnosticOf } from './diagnostics.js';
export class Reports {
    #session;
    #beside = [];
    #before = [];
    constructor(session) {
        this.#session = session;
        if (session.features.pullsDiagnostics)
            this.#answer();
    }
    add(beside) {
        this.#beside.push(beside);
    }
    /** What must be known before an editor's question is answered. */
    prepare(before) {
        this.#before.push(before);
    }
    /** Everything that is shown of an open file. */
    diagnosticsOf(document, check) {
        const { workspace, features } = this.#session;
        const { configuration } = workspace.folderOf(document.uri);
        const found = (check?.findings ?? []).map((each) => diagnosticOf(each, document, configuration, features.linksCodes));
        const beside = this.#beside.flatMap((of) => of(document));
        return [...found.filter((each) => each !== undefined), ...beside];
    }
    /** A check ended, or something beside it changed: pushed, where the editor doesn't ask. */
    push(document) {
        const { checks, features, connection } = this.#session;
        if (features.pullsDiagnostics)
            return;
        const check = checks.latest(document.uri);
        // ranges of an older version would be shown at wrong places: the newest check pushes in its turn
        if (check === undefined || check.version !== document.version)
            return;
        void connection.sendNotification(PublishDiagnosticsNotification.type, {
            uri: document.uri,
            diagnostics: this.diagnosticsOf(document, check),
            ...(features.versionsDiagnostics ? { version: document.version } : {}),
        });
    }
    /** A file was closed: takes away what was pushed of it, and shows what a scan of the workspace found there. */
    clear(uri, scanned) {
        if (this.#session.features.pullsDiagnostics && scanned.length === 0)
            return;
        void this.#session.connection.sendNotification(PublishDiagnosticsNotification.type, { uri, diagnostics: scanned });
    }
    /** Asks the editor to ask again. */
    refresh() {
        const { features, connection } = this.#session;
        if (!features.pullsDiagnostics || !features.refreshesDiagnostics)
            return;
        connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => { });
    }
    #answer() {
        const { connection, handlers } = this.#session;
        handlers.push(connection.onRequest(DocumentDiagnosticRequest.type, ({ textDocument, previousResultId }, token) => unlessCancelled(token, this.#report(textDocument.uri, previousResultId))));
    }
    async #report(uri, previous) {
        const { documents, checks, workspace } = this.#session;
        const document = documents.get(uri);
        // asked about a file that isn't open, or was deleted: there is nothing to show, and no error to make a noise about
        if (document === undefined)
            return { kind: DocumentDiagnosticReportKind.Full, items: [] };
        const before = resultId(document.version, workspace.epoch);
        const latest = checks.latest(uri);
        if (previous === before && latest?.version === document.version && latest.failure === undefined) {
            return unchanged(before);
        }
        const check = await checks.current(uri);
        await Promise.all(this.#before.map((ready) => ready(document)));
        const items = this.diagnosticsOf(document, check);
        // what could not be looked at has no id: looked at the next time, it may be another thing
        if (check?.failure !== undefined)
            return { kind: DocumentDiagnosticReportKind.Full, items };
        const id = resultId(check?.version ?? document.version, check?.epoch ?? workspace.epoch);
        if (previous === id)
            return unchanged(id);
        return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
    }
}
function resultId(version, epoch) {
    return `${version}.${epoch}`;
}
function unchanged(id) {
    return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
}
