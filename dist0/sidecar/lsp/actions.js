/**
 * Code actions on findings: redact this one, redact all, ignore here, add to the baseline. An edit is made when the editor asks
 * for it, where it can ask. It must never change a file itself, but for the baseline, which is the user's explicit choice.
 */
import { CodeActionKind, CodeActionRequest, CodeActionResolveRequest, LSPErrorCodes, ResponseError, } from 'vscode-languageserver-protocol';
import { writeBaseline } from '../findings/baseline.js';
import { unlessCancelled } from './cancellation.js';
import { ignoreHere, redactAll, redactOne } from './mending.js';
export const ADD_TO_BASELINE = 'outrigger.addToBaseline';
export const REDACT_ALL_KIND = `${CodeActionKind.Source}.redactAll.outrigger`;
const within = (kind, only) => only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
export class Actions {
    #session;
    constructor(session, commands, reload) {
        this.#session = session;
        const { connection, handlers } = session;
        handlers.push(connection.onRequest(CodeActionRequest.type, (params, token) => unlessCancelled(token, this.#offer(params))), connection.onRequest(CodeActionResolveRequest.type, (action) => this.#resolve(action)));
        commands.add(ADD_TO_BASELINE, async ([argument]) => {
            await this.#addToBaseline(argument);
            await reload();
        });
    }
    async #offer({ textDocument, range, context }) {
        const { documents, checks } = this.#session;
        const document = documents.get(textDocument.uri);
        const check = await checks.current(textDocument.uri);
        if (document === undefined || check === undefined || check.version !== document.version)
            return [];
        const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
        const here = check.findings.filter(({ start, end }) => start <= to && from <= end);
        const actions = within(CodeActionKind.QuickFix, context.only)
            ? here.flatMap((finding) => this.#actionsFor(finding, document, context.diagnostics))
            : [];
        const first = check.findings[0];
        if (first === undefined)
            return actions;
        const isQuick = here.length > 0 && check.findings.length > 1 && within(CodeActionKind.QuickFix, context.only);
        const isSource = context.only !== undefined && within(REDACT_ALL_KIND, context.only);
        if (isQuick || isSource) {
            const kind = isSource ? REDACT_ALL_KIND : CodeActionKind.QuickFix;
            const title = `Redact all ${check.findings.length} findings in this file`;
            actions.push(this.#lazy({ title, kind }, 'redact-all', first, document));
        }
        return actions;
    }
    #actionsFor(finding, document, diagnostics) {
        const { workspace } = this.#session;
        const { rule, start, end } = finding;
        const at = JSON.stringify(document.rangeOf(start, end));
        const told = diagnostics.filter(({ code, range }) => code === rule && JSON.stringify(sorted(range)) === at);
        const about = { kind: CodeActionKind.QuickFix, ...(told.length > 0 ? { diagnostics: told } : {}) };
        const actions = [
            this.#lazy({ title: `Redact this ${rule}`, isPreferred: true, ...about }, 'redact', finding, document),
        ];
        if (ignoreHere(finding, document) !== undefined) {
            actions.push(this.#lazy({ title: `Ignore this ${rule} here`, ...about }, 'ignore', finding, document));
        }
        if (workspace.folderOf(document.uri).baselineFile !== undefined) {
            const title = `Add this ${rule} to the baseline`;
            const argument = { uri: document.uri, version: document.version, rule, start, end };
            actions.push({ title, ...about, command: { title, command: ADD_TO_BASELINE, arguments: [argument] } });
        }
        return actions;
    }
    #lazy(action, act, { rule, start, end }, document) {
        const data = { act, uri: document.uri, version: document.version, rule, start, end };
        const whole = { ...action, data };
        return this.#session.features.resolvesEdits ? whole : this.#resolve(whole);
    }
    #resolve(action) {
        const subject = action.data;
        if (subject === undefined)
            return action;
        const { document, findings, finding } = this.#find(subject);
        const edits = subject.act === 'redact-all'
            ? redactAll(findings, document)
            : subject.act === 'redact'
                ? redactOne(finding, document)
                : ignoreHere(finding, document);
        return { ...action, edit: this.#workspaceEdit(document, edits ?? []) };
    }
    /** @throws ContentModified where the file is not as it was when the action was offered. */
    #find({ uri, version, rule, start, end }) {
        const document = this.#session.documents.get(uri);
        const check = this.#session.checks.latest(uri);
        const finding = check?.findings.find((each) => each.rule === rule && each.start === start && each.end === end);
        if (document?.version !== version || check?.version !== version || finding === undefined) {
            throw new ResponseError(LSPErrorCodes.ContentModified, 'the file has changed since the action was offered');
        }
        return { document, findings: check.findings, finding };
    }
    #workspaceEdit(document, edits) {
        const { uri, version } = document;
        if (!this.#session.features.documentChanges)
            return { changes: { [uri]: edits } };
        return { documentChanges: [{ textDocument: { uri, version }, edits }] };
    }
    async #addToBaseline(argument) {
        const subject = argument;
        const { rule, text } = this.#find(subject).finding;
        const { workspace } = this.#session;
        const { baseline, baselineFile } = workspace.folderOf(subject.uri);
        if (baselineFile === undefined)
            return;
        await writeBaseline(baselineFile, baseline.with([{ rule, text, path: workspace.baselinePath(subject.uri) }]));
    }
}
/** Keys in our order: the editor's range may have them in another. */
function sorted({ start, end }) {
    const place = ({ line, character }) => ({ line, character });
    return { start: place(start), end: place(end) };
}
