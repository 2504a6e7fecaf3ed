/** What the language server tells an editor that it can do. Pure; what is registered later is in settings.ts. */
import { type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver-protocol';
import type { ClientFeatures } from './client-features.ts';

export function capabilitiesOf(features: ClientFeatures): ServerCapabilities {
  return {
    positionEncoding: features.encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(features.pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'outrigger', interFileDependencies: false, workspaceDiagnostics: false } }
      : {}),
  };
}
