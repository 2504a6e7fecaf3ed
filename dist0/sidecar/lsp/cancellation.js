/** Between LSP's cancellation tokens and abort signals, and what a cancelled request is answered with. Nothing else. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver-protocol';
export function signalOf(token) {
    const controller = new AbortController();
    if (token.isCancellationRequested)
        controller.abort();
    else
        token.onCancellationRequested(() => controller.abort());
    return controller.signal;
}
export function cancelled() {
    return new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
}
/** The work's result, or at once an error when the token is cancelled; the work itself goes on. */
export async function unlessCancelled(token, work) {
    const signal = signalOf(token);
    if (signal.aborted)
        throw cancelled();
    return Promise.race([
        work,
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(cancelled()), { once: true })),
    ]);
}
