/** What this editor can do, read once from its `initialize`. Pure: the rest of the server asks here and nowhere else. */
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { agreeOn, type PositionEncoding } from './position-encoding.ts';

export interface ClientFeatures {
  encoding: PositionEncoding;
  /** It asks for diagnostics; else they are pushed. */
  pullsDiagnostics: boolean;
  refreshesDiagnostics: boolean;
  /** Links behind a diagnostic's code. */
  linksCodes: boolean;
  versionsDiagnostics: boolean;
  workspaceFolders: boolean;
  configuration: boolean;
  registersConfiguration: boolean;
  registersWatchers: boolean;
  /** Asks for an action's edit only when it is chosen. */
  resolvesEdits: boolean;
  progress: boolean;
  refreshesLenses: boolean;
  refreshesHints: boolean;
  /** Takes edits that name the version they were made for. */
  documentChanges: boolean;
}

export function featuresOf({ general, textDocument, workspace, window }: ClientCapabilities): ClientFeatures {
  const action = textDocument?.codeAction;
  return {
    encoding: agreeOn(general?.positionEncodings),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    linksCodes:
      textDocument?.publishDiagnostics?.codeDescriptionSupport === true || textDocument?.diagnostic !== undefined,
    versionsDiagnostics: textDocument?.publishDiagnostics?.versionSupport === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    resolvesEdits: action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    progress: window?.workDoneProgress === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
  };
}
