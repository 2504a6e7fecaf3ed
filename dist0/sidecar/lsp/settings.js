/**
 * Where settings come from and when they are read again: the editor's configuration, the folders' files, both watched where
 * the editor can. Problems in an outrigger.json are shown in that file. It must never judge a setting itself.
 */
import { join } from 'node:path';
import { ConfigurationRequest, DiagnosticSeverity, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, DidChangeWorkspaceFoldersNotification, PublishDiagnosticsNotification, RegistrationRequest, } from 'vscode-languageserver-protocol';
import { isOutriggerError } from '../../client/errors.js';
import { BASELINE_NAME } from '../findings/baseline.js';
import { CONFIGURATION_NAME, parseConfiguration } from '../findings/configuration.js';
import { locateJson } from '../findings/json-location.js';
import { SOURCE } from './diagnostics.js';
import { OpenDocument } from './document.js';
import { uriOf } from './workspace.js';
const SECTION = 'outrigger';
export class Settings {
    #session;
    #shownIn = new Set();
    constructor(session, reports) {
        this.#session = session;
        reports.add((document) => this.#problemsIn(document));
        const { connection, workspace, handlers } = session;
        handlers.push(connection.onNotification(DidChangeConfigurationNotification.type, async ({ settings }) => {
            if (session.features.configuration)
                await this.#ask();
            else
                workspace.setEditorSettings(settings?.[SECTION]);
            await this.reload();
        }), connection.onNotification(DidChangeWatchedFilesNotification.type, async ({ changes }) => {
            session.filesChanged();
            if (changes.some(({ uri }) => workspace.isSettings(uri)))
                await this.reload();
        }), connection.onNotification(DidChangeWorkspaceFoldersNotification.type, async ({ event }) => {
            const uris = (folders) => folders.map(({ uri }) => uri);
            workspace.addFolders(uris(event.added), uris(event.removed));
            session.filesChanged();
            await this.reload();
        }));
    }
    /** The editor is ready: asks for its settings, and to be told of changes, where it can. */
    async begin() {
        const { features } = this.#session;
        const registrations = [];
        if (features.registersConfiguration) {
            const { method } = DidChangeConfigurationNotification.type;
            registrations.push({ id: 'configuration', method, registerOptions: { section: SECTION } });
        }
        if (features.registersWatchers) {
            const { method } = DidChangeWatchedFilesNotification.type;
            const watchers = [CONFIGURATION_NAME, BASELINE_NAME].map((name) => ({ globPattern: `**/${name}` }));
            registrations.push({ id: 'files', method, registerOptions: { watchers } });
        }
        if (registrations.length > 0) {
            this.#session.connection.sendRequest(RegistrationRequest.type, { registrations }).catch(() => { });
        }
        if (features.configuration)
            await this.#ask();
        await this.reload();
    }
    /** Reads everything again, and has everything shown anew. */
    async reload() {
        await this.load();
        this.#tellProblems();
        this.#session.refresh();
    }
    async load() {
        await this.#session.workspace.reload();
        for (const folder of this.#session.workspace.folders)
            await this.#tryRules(folder);
    }
    async #ask() {
        const { connection, workspace, log } = this.#session;
        try {
            const [settings] = await connection.sendRequest(ConfigurationRequest.type, { items: [{ section: SECTION }] });
            workspace.setEditorSettings(settings);
        }
        catch (error) {
            log(`the editor's settings could not be read: ${error.message}`);
        }
    }
    /** Leaves out rules that don't compile: the others must go on finding. */
    async #tryRules(folder) {
        const { configuration, problems } = folder;
        const all = configuration.rules;
        while (configuration.rules.length > 0) {
            const rules = configuration.rules.map(({ id, pattern, flags }) => ({ id, pattern, flags: flags ?? '' }));
            try {
                await this.#session.link.call('text/scan', { text: '', rules: { rules } });
                return;
            }
            catch (error) {
                if (!isOutriggerError(error))
                    throw error;
                const bad = configuration.rules.findIndex(({ id }) => id === error.data?.rule);
                const path = bad < 0 ? ['rules'] : ['rules', all.indexOf(configuration.rules[bad]), 'pattern'];
                problems.push({ path, message: String(error.data?.message ?? error.message) });
                configuration.rules = bad < 0 ? [] : configuration.rules.toSpliced(bad, 1);
            }
        }
    }
    /** Problems of files that aren't open; those of an open one are told with its other diagnostics. */
    #tellProblems() {
        const { workspace, documents, connection, features } = this.#session;
        const shown = new Set();
        for (const { path, problems, text } of workspace.folders) {
            const uri = uriOf(join(path, CONFIGURATION_NAME));
            if (documents.has(uri) || problems.length === 0)
                continue;
            shown.add(uri);
            const document = new OpenDocument(uri, 'json', 0, text, features.encoding);
            const diagnostics = problems.map((problem) => diagnosticOf(problem, document));
            void connection.sendNotification(PublishDiagnosticsNotification.type, { uri, diagnostics });
        }
        for (const uri of this.#shownIn) {
            const isOpen = documents.has(uri) && !features.pullsDiagnostics;
            if (shown.has(uri) || isOpen)
                continue;
            void connection.sendNotification(PublishDiagnosticsNotification.type, { uri, diagnostics: [] });
        }
        this.#shownIn = shown;
    }
    #problemsIn(document) {
        const folder = this.#session.workspace.folderOf(document.uri);
        if (folder.path === undefined || uriOf(join(folder.path, CONFIGURATION_NAME)) !== document.uri)
            return [];
        // what is typed is judged as it is typed; rules are compiled when the file is saved
        const { problems } = document.text === folder.text ? folder : parseConfiguration(document.text);
        return problems.map((problem) => diagnosticOf(problem, document));
    }
}
function diagnosticOf({ path, message, offset }, document) {
    const [start, end] = offset === undefined ? locateJson(document.text, path) : [offset, offset + 1];
    const where = path.length === 0 ? '' : `${path.join('.')}: `;
    return {
        range: document.rangeOf(start, end),
        severity: DiagnosticSeverity.Error,
        source: SOURCE,
        code: 'configuration',
        message: `${where}${message}`,
    };
}
