/**
 * Tells the editor what was found: pushed, or answered where the editor asks (`textDocument/diagnostic`), with a result id, so
 * that what hasn't changed costs nothing. It must never scan: what is told was found by checks.
 */
import { type Diagnostic } from 'vscode-languageserver-protocol';
import type { Check } from './checks.ts';
import type { OpenDocument } from './document.ts';
import type { Session } from './session.ts';
/** Further diagnostics of a file, beside the findings: of its settings, its budget. */
export type Beside = (document: OpenDocument) => Diagnostic[];
export declare class Reports {
    #private;
    constructor(session: Session);
    add(beside: Beside): void;
    /** What must be known before an editor's question is answered. */
    prepare(before: (document: OpenDocument) => Promise<void>): void;
    /** Everything that is shown of an open file. */
    diagnosticsOf(document: OpenDocument, check: Check | undefined): Diagnostic[];
    /** A check ended, or something beside it changed: pushed, where the editor doesn't ask. */
    push(document: OpenDocument): void;
    /** A file was closed: takes away what was pushed of it, and shows what a scan of the workspace found there. */
    clear(uri: string, scanned: Diagnostic[]): void;
    /** Asks the editor to ask again. */
    refresh(): void;
}
