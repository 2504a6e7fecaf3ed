/** Work-done progress of a long command, where the editor shows it. Tells; it must never decide when the work ends. */
import {
  type CancellationToken,
  WorkDoneProgressCancelNotification,
  WorkDoneProgressCreateRequest,
  type WorkDoneProgressParams,
} from 'vscode-languageserver-protocol';
import { signalOf } from './cancellation.ts';
import type { Session } from './session.ts';

/** At most so often, in milliseconds: progress must not be what keeps the editor busy. */
const EVERY_MS = 100;

export interface WorkProgress extends Disposable {
  /** Aborted by the request's cancel and by the editor's cancel button. */
  readonly signal: AbortSignal;
  report(done: number, total: number, message: string): void;
  end(message: string): void;
}

let lastToken = 0;

/** A token of the editor's, or one that is made for it where it can show progress. */
async function tokenFor(
  session: Session,
  { workDoneToken }: WorkDoneProgressParams,
): Promise<string | number | undefined> {
  if (workDoneToken !== undefined) return workDoneToken;
  if (!session.features.progress) return undefined;
  const token = `outrigger-${++lastToken}`;
  try {
    await session.connection.sendRequest(WorkDoneProgressCreateRequest.type, { token });
    return token;
  } catch {
    return undefined;
  }
}

export async function beginProgress(
  session: Session,
  title: string,
  params: WorkDoneProgressParams,
  token: CancellationToken,
): Promise<WorkProgress> {
  const progress = await tokenFor(session, params);
  const button = new AbortController();
  const pressed = session.connection.onNotification(WorkDoneProgressCancelNotification.type, (cancel) => {
    if (cancel.token === progress) button.abort();
  });
  const told = tellProgress(session, progress, title);
  const end = (message: string) => {
    told.end(message);
    pressed.dispose();
  };
  return {
    signal: AbortSignal.any([signalOf(token), button.signal]),
    report: told.report,
    end,
    [Symbol.dispose]: () => end('ended'),
  };
}

/** Tells a progress from its beginning to its end; nothing where there is no token. */
export function tellProgress(
  { connection }: Session,
  token: string | number | undefined,
  title: string,
): Omit<WorkProgress, 'signal'> {
  const tell = (value: object) => {
    if (token !== undefined) void connection.sendNotification('$/progress', { token, value });
  };
  tell({ kind: 'begin', title, cancellable: true, percentage: 0 });
  let told = 0;
  let ended = false;
  const end = (message: string) => {
    if (!ended) tell({ kind: 'end', message });
    ended = true;
  };
  return {
    report(done, total, message) {
      const now = performance.now();
      if (ended || now - told < EVERY_MS) return;
      told = now;
      tell({ kind: 'report', message, percentage: total === 0 ? 0 : Math.min(100, Math.floor((done / total) * 100)) });
    },
    end,
    [Symbol.dispose]: () => end('ended'),
  };
}
