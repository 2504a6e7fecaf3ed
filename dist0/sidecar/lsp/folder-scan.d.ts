/**
 * Scans the files of a workspace folder: what .gitignore and `exclude` leave, texts only, in batches over all workers, with a
 * cancel that is heard at once. Tells of each file as its batch is done; what is made of that is the caller's.
 */
import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { Session } from './session.ts';
import { type Folder } from './workspace.ts';
export interface ScanTotals {
    files: number;
    findings: number;
    /** Binary, too large, or gone by the time they were read. */
    skipped: number;
}
export interface FolderScanOptions {
    signal: AbortSignal;
    /** Added to. */
    totals: ScanTotals;
    /** Asked before a file is read: whether it is left out. */
    skips?: (path: string, uri: string) => Promise<boolean>;
    /** A file was scanned; also where nothing was found. */
    tell(uri: string, diagnostics: Diagnostic[], path: string): void;
    /** Some files more are done. */
    progress(done: number, all: number): void;
}
export declare class FolderScan {
    #private;
    constructor(session: Session, folder: Folder, options: FolderScanOptions);
    /** Rejects with the signal's reason, or with what a scan failed with, once nothing of it runs any more. */
    run(): Promise<void>;
}
