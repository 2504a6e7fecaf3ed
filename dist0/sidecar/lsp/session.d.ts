/** What the parts of the language server share for one editor: made at `initialize`, ended at `shutdown`. Holds no logic. */
import type { Disposable, ProtocolConnection } from 'vscode-languageserver-protocol';
import type { Checks } from './checks.ts';
import type { ClientFeatures } from './client-features.ts';
import type { OpenDocument } from './document.ts';
import type { SidecarLink } from './sidecar-link.ts';
import type { Workspace } from './workspace.ts';
export interface Session {
    connection: ProtocolConnection;
    features: ClientFeatures;
    workspace: Workspace;
    /** Open files by URI. */
    documents: Map<string, OpenDocument>;
    checks: Checks;
    link: SidecarLink;
    /** To the editor's log. */
    log(message: string): void;
    /** Everything shown may have changed: settings, baseline. */
    refresh(): void;
    /** Files of the workspace changed, as the editor tells, or folders came or went. */
    filesChanged(): void;
    /** Handlers that end with the session. */
    handlers: Disposable[];
}
