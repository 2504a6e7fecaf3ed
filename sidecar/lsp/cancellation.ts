/** Between LSP's cancellation tokens and abort signals, and what a cancelled request is answered with. Nothing else. */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver-protocol';

export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

export function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
}

/** The work's result, or at once an error when the token is cancelled; the work itself goes on. */
export async function unlessCancelled<T>(token: CancellationToken, work: Promise<T>): Promise<T> {
  const signal = signalOf(token);
  if (signal.aborted) throw cancelled();
  return Promise.race([
    work,
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(cancelled()), { once: true })),
  ]);
}
