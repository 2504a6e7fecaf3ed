/** What this editor can do, read once from its `initialize`. Pure: the rest of the server asks here and nowhere else. */
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { type PositionEncoding } from './position-encoding.ts';
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
export declare function featuresOf({ general, textDocument, workspace, window }: ClientCapabilities): ClientFeatures;
