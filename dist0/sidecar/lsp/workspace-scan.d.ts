/**
 * The command that scans all folders, with progress and a cancel. What it finds in files that aren't open is shown as pushed
 * diagnostics, or pulled by an editor that asks for the workspace's; open files are shown by their checks.
 */
import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { Commands } from './commands.ts';
import type { Reports } from './reports.ts';
import type { Session } from './session.ts';
export declare const SCAN_WORKSPACE = "outrigger.scanWorkspace";
export declare class WorkspaceScan {
    #private;
    constructor(session: Session, commands: Commands, reports: Reports);
    /** A file was opened: from here on its own checks are shown, which a pulling editor lists beside what was pushed. */
    opened(uri: string): void;
    /** A file was closed: what the last scan found in it is shown again. */
    closed(uri: string): Diagnostic[];
    /** The editor asked for the workspace's diagnostics: takes back what was pushed, and pushes no more. */
    pulled(): void;
}
