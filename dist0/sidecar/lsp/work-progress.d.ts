/** Work-done progress of a long command, where the editor shows it. Tells; it must never decide when the work ends. */
import { type CancellationToken, type WorkDoneProgressParams } from 'vscode-languageserver-protocol';
import type { Session } from './session.ts';
export interface WorkProgress extends Disposable {
    /** Aborted by the request's cancel and by the editor's cancel button. */
    readonly signal: AbortSignal;
    report(done: number, total: number, message: string): void;
    end(message: string): void;
}
/** @param asks whether progress is shown of what the editor named no token for, too. */
export declare function beginProgress(session: Session, title: string, { workDoneToken }: WorkDoneProgressParams, cancellation: CancellationToken, asks?: boolean): Promise<WorkProgress>;
