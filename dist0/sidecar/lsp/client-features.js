import { agreeOn } from './position-encoding.js';
export function featuresOf({ general, textDocument, workspace, window }) {
    const action = textDocument?.codeAction;
    return {
        encoding: agreeOn(general?.positionEncodings),
        pullsDiagnostics: textDocument?.diagnostic !== undefined,
        refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
        linksCodes: textDocument?.publishDiagnostics?.codeDescriptionSupport === true || textDocument?.diagnostic !== undefined,
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
