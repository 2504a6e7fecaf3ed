/**
 * The language server's life: `initialize` makes a session, `shutdown` ends it, `exit`, the end of the connection or the
 * editor's death ends the server. Wires the parts together and holds nothing of what they do; it must never exit the process.
 */
import { createProtocolConnection, ErrorCodes, ExitNotification, InitializedNotification, InitializeRequest, LogMessageNotification, MessageType, ResponseError, ShutdownRequest, } from 'vscode-languageserver-protocol/node';
import { packageVersion } from '../version.js';
import { Actions } from './actions.js';
import { capabilitiesOf } from './capabilities.js';
import { Checks } from './checks.js';
import { featuresOf } from './client-features.js';
import { Commands } from './commands.js';
import { watchParent } from './parent-watch.js';
import { Reports } from './reports.js';
import { Settings } from './settings.js';
import { SidecarLink } from './sidecar-link.js';
import { synchronise } from './synchronisation.js';
import { Tokens } from './tokens.js';
import { openTransport } from './transport.js';
import { uriOf, Workspace } from './workspace.js';
import { WorkspaceDiagnostics } from './workspace-diagnostics.js';
import { WorkspaceScan } from './workspace-scan.js';
/** Serves one editor. Resolves with the exit code: 0 after `shutdown`, else 1. */
export async function serveEditor(options) {
    const server = new LanguageServer(options);
    try {
        return await server.ended;
    }
    finally {
        await server.close();
    }
}
class LanguageServer {
    ended;
    #connection;
    #link;
    #stops = [];
    #session;
    #state = 'new';
    #end = () => { };
    constructor({ transport, private: isPrivate, clientProcessId }) {
        this.ended = new Promise((resolve) => {
            this.#end = resolve;
        });
        this.#link = new SidecarLink({ private: isPrivate, log: (message) => this.#log(message) });
        const { reader, writer } = openTransport(transport);
        const connection = createProtocolConnection(reader, writer, {
            error: (message) => console.error(message),
            warn: (message) => console.error(message),
            info: () => { },
            log: () => { },
        });
        this.#connection = connection;
        const leave = () => this.#end(this.#state === 'shut down' ? 0 : 1);
        connection.onClose(leave);
        if (transport.kind === 'stdio')
            process.stdin.once('end', leave);
        // its type hides the handler of all that has none
        connection.onRequest((method) => this.#refusal(method));
        connection.onRequest(InitializeRequest.type, (params) => this.#initialize(params));
        connection.onRequest(ShutdownRequest.type, () => this.#shutdown());
        connection.onNotification(ExitNotification.type, leave);
        if (clientProcessId !== undefined)
            this.#stops.push(watchParent(clientProcessId, leave));
        connection.listen();
    }
    async close() {
        for (const stop of this.#stops)
            stop();
        this.#connection.dispose();
        await this.#link.close();
    }
    #log(message, type = MessageType.Info) {
        // before `initialize` nothing may be sent but its answer
        if (this.#state !== 'running')
            return;
        this.#connection.sendNotification(LogMessageNotification.type, { type, message }).catch(() => { });
    }
    /** What a request without a handler is answered with. */
    #refusal(method) {
        if (this.#state === 'new') {
            return new ResponseError(ErrorCodes.ServerNotInitialized, `${method} came before initialize`);
        }
        if (this.#state === 'shut down')
            return new ResponseError(ErrorCodes.InvalidRequest, `${method} came after shutdown`);
        return new ResponseError(ErrorCodes.MethodNotFound, `there is no method ${method}`);
    }
    async #initialize(params) {
        if (this.#state !== 'new')
            throw new ResponseError(ErrorCodes.InvalidRequest, 'initialize came twice');
        this.#state = 'running';
        const { processId, initializationOptions } = params;
        if (typeof processId === 'number') {
            this.#stops.push(watchParent(processId, () => this.#end(this.#state === 'shut down' ? 0 : 1)));
        }
        const session = this.#makeSession(params);
        this.#session = session;
        const { workspace, features } = session;
        workspace.setFolders(foldersOf(params));
        workspace.setEditorSettings(initializationOptions);
        const reports = new Reports(session);
        const settings = new Settings(session, reports);
        const tokens = new Tokens(session, reports);
        session.checks.onFresh = (document) => {
            reports.push(document);
            void tokens.checked(document);
        };
        session.refresh = () => {
            for (const document of session.documents.values())
                session.checks.touch(document);
            reports.refresh();
            tokens.refresh();
        };
        const commands = new Commands(session);
        new Actions(session, commands, () => settings.reload());
        const scan = new WorkspaceScan(session, commands, reports);
        const all = new WorkspaceDiagnostics(session, reports, scan);
        session.filesChanged = () => all.changed();
        synchronise(session, {
            opened: (uri) => scan.opened(uri),
            closed: (uri) => {
                all.changed();
                reports.clear(uri, scan.closed(uri));
            },
        });
        session.handlers.push(this.#connection.onNotification(InitializedNotification.type, () => settings.begin()));
        await settings.load();
        return {
            capabilities: capabilitiesOf(features),
            serverInfo: { name: 'outrigger', version: packageVersion() },
        };
    }
    #makeSession({ capabilities }) {
        const log = (message) => this.#log(message);
        const workspace = new Workspace(log);
        const link = this.#link;
        return {
            connection: this.#connection,
            features: featuresOf(capabilities),
            workspace,
            documents: new Map(),
            checks: new Checks({ link, workspace, log }),
            link,
            log,
            refresh: () => { },
            filesChanged: () => { },
            handlers: [],
        };
    }
    #shutdown() {
        if (this.#state !== 'running')
            throw this.#refusal('shutdown');
        this.#state = 'shut down';
        const session = this.#session;
        for (const handler of session?.handlers ?? [])
            handler.dispose();
        for (const uri of session?.documents.keys() ?? [])
            session?.checks.forget(uri);
    }
}
function foldersOf({ workspaceFolders, rootUri, rootPath }) {
    if (workspaceFolders != null)
        return workspaceFolders.map(({ uri }) => uri);
    if (rootUri != null)
        return [rootUri];
    return rootPath == null ? [] : [uriOf(rootPath)];
}
