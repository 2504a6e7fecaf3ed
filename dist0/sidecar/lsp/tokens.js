/**
 * Shows what a file costs in tokens: a lens or a hint at its top, a hover on a line or selection, a warning past its budget, and
 * the bounds of its chunks as folding ranges where a chunk's size is set. It must never count twice what hasn't changed.
 */
import { CodeLensRefreshRequest, CodeLensRequest, DiagnosticSeverity, FoldingRangeRequest, HoverRequest, InlayHintRefreshRequest, InlayHintRequest, } from 'vscode-languageserver-protocol';
import { unlessCancelled } from './cancellation.js';
import { SOURCE } from './diagnostics.js';
import { TokenCounts } from './token-counts.js';
/** `12,345`, whatever the user's locale: the rest is English, too. */
const figure = (count) => count.toLocaleString('en-US');
export class Tokens {
    #session;
    #counts;
    #reports;
    constructor(session, reports) {
        this.#session = session;
        this.#reports = reports;
        this.#counts = new TokenCounts(session);
        reports.add((document) => this.#overBudget(document));
        reports.prepare((document) => this.#countForBudget(document));
        const { connection, handlers } = session;
        handlers.push(connection.onRequest(CodeLensRequest.type, ({ textDocument }, token) => unlessCancelled(token, this.#lenses(textDocument.uri))), connection.onRequest(InlayHintRequest.type, ({ textDocument, range }, token) => unlessCancelled(token, this.#hints(textDocument.uri, range))), connection.onRequest(HoverRequest.type, (params, token) => unlessCancelled(token, this.#hover(params))), connection.onRequest(FoldingRangeRequest.type, ({ textDocument }, token) => unlessCancelled(token, this.#folds(textDocument.uri))));
    }
    /** A version was checked: its count is due where it has a budget. */
    async checked(document) {
        if (this.#counts.budget(document) === undefined)
            return;
        const before = this.#overBudget(document);
        await this.#countForBudget(document);
        const after = this.#overBudget(document);
        if (before[0]?.message !== after[0]?.message)
            this.#reports.push(document);
    }
    /** Settings changed: the editor asks for what it shows again. */
    refresh() {
        const { connection, features } = this.#session;
        if (features.refreshesLenses)
            connection.sendRequest(CodeLensRefreshRequest.type).catch(() => { });
        if (features.refreshesHints)
            connection.sendRequest(InlayHintRefreshRequest.type).catch(() => { });
    }
    async #countForBudget(document) {
        if (this.#counts.budget(document) === undefined)
            return;
        try {
            await this.#counts.count(document);
        }
        catch (error) {
            this.#session.log(`the tokens of ${document.uri} could not be counted: ${error.message}`);
        }
    }
    #overBudget(document) {
        const most = this.#counts.budget(document);
        const tokens = this.#counts.last(document);
        if (most === undefined || tokens === undefined || tokens <= most)
            return [];
        const message = `${figure(tokens)} tokens, ${figure(tokens - most)} over the budget of ${figure(most)}`;
        const range = document.rangeOf(0, document.lines.endOf(0));
        return [{ range, severity: DiagnosticSeverity.Warning, source: SOURCE, code: 'token-budget', message }];
    }
    async #title(document) {
        const { encoding } = this.#session.workspace.folderOf(document.uri).configuration.tokens;
        const most = this.#counts.budget(document);
        const of = most === undefined ? '' : ` of ${figure(most)}`;
        return `${figure(await this.#counts.count(document))}${of} tokens (${encoding})`;
    }
    /** The open file, if its count is shown in that way. */
    #shown(uri, way) {
        const document = this.#session.documents.get(uri);
        if (document === undefined || !this.#counts.wanted(document))
            return undefined;
        const { show } = this.#session.workspace.folderOf(uri).configuration.tokens;
        return way === undefined || way === show ? document : undefined;
    }
    async #lenses(uri) {
        const document = this.#shown(uri, 'lens');
        if (document === undefined)
            return [];
        const title = await this.#title(document);
        return [{ range: document.rangeOf(0, 0), command: { title, command: '' } }];
    }
    async #hints(uri, { start }) {
        const document = start.line === 0 ? this.#shown(uri, 'hint') : undefined;
        if (document === undefined)
            return [];
        const label = await this.#title(document);
        return [{ position: document.positionAt(document.lines.endOf(0)), label, paddingLeft: true }];
    }
    /** Of the line, or of the selection for editors that send one as `range` (an extension of the protocol that some have). */
    async #hover(params) {
        const document = this.#shown(params.textDocument.uri);
        if (document === undefined)
            return null;
        const { lines } = document;
        const { line } = params.position;
        const [start, end] = params.range === undefined
            ? [lines.startOf(line), lines.endOf(line)]
            : [document.offsetAt(params.range.start), document.offsetAt(params.range.end)];
        const tokens = await this.#counts.countText(document, lines.text.slice(start, end));
        const what = params.range === undefined ? 'line' : 'selection';
        const value = `${figure(tokens)} tokens in this ${what}; the file has ${await this.#title(document)}`;
        return { contents: { kind: 'plaintext', value }, range: document.rangeOf(start, end) };
    }
    async #folds(uri) {
        const document = this.#session.documents.get(uri);
        const { chunk: maxTokens, encoding } = this.#session.workspace.folderOf(uri).configuration.tokens;
        if (document === undefined || maxTokens === undefined || !this.#counts.wanted(document))
            return [];
        const bytes = Buffer.from(document.text, 'utf8');
        const { chunks } = await this.#session.link.call('text/chunk', { text: bytes, encoding, maxTokens });
        let offset = 0;
        return chunks.map(({ start, end, tokens }) => {
            const first = offset;
            offset += bytes.toString('utf8', start, end).length;
            const startLine = document.lines.lineAt(first);
            const endLine = document.lines.lineAt(Math.max(first, offset - 1));
            return { startLine, endLine, kind: 'region', collapsedText: `${figure(tokens)} tokens` };
        });
    }
}
