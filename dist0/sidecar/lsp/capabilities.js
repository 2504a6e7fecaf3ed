/** What the language server tells an editor that it can do. Pure; what is registered later is in settings.ts. */
import { CodeActionKind, TextDocumentSyncKind } from 'vscode-languageserver-protocol';
import { ADD_TO_BASELINE, REDACT_ALL_KIND } from './actions.js';
import { SCAN_WORKSPACE } from './workspace-scan.js';
export function capabilitiesOf(features) {
    return {
        positionEncoding: features.encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        codeActionProvider: {
            codeActionKinds: [CodeActionKind.QuickFix, REDACT_ALL_KIND],
            resolveProvider: features.resolvesEdits,
        },
        executeCommandProvider: { commands: [ADD_TO_BASELINE, SCAN_WORKSPACE], workDoneProgress: true },
        codeLensProvider: { resolveProvider: false },
        inlayHintProvider: true,
        hoverProvider: true,
        foldingRangeProvider: true,
        ...(features.pullsDiagnostics
            ? { diagnosticProvider: { identifier: 'outrigger', interFileDependencies: false, workspaceDiagnostics: true } }
            : {}),
    };
}
