/** Between LSP's cancellation tokens and abort signals, and what a cancelled request is answered with. Nothing else. */
import { type CancellationToken, ResponseError } from 'vscode-languageserver-protocol';
export declare function signalOf(token: CancellationToken): AbortSignal;
export declare function cancelled(): ResponseError<void>;
/** The work's result, or at once an error when the token is cancelled; the work itself goes on. */
export declare function unlessCancelled<T>(token: CancellationToken, work: Promise<T>): Promise<T>;
