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

type Token = string | number;

let lastToken = 0;

/** The cancel buttons of one editor: a connection has one handler for all of them. */
const buttons = new WeakMap<Session, Map<Token, AbortController>>();

function buttonsOf(session: Session): Map<Token, AbortController> {
  let own = buttons.get(session);
  if (own !== undefined) return own;
  own = new Map();
  buttons.set(session, own);
  const press = ({ token }: { token: Token }) => buttons.get(session)?.get(token)?.abort();
  session.handlers.push(session.connection.onNotification(WorkDoneProgressCancelNotification.type, press));
  return own;
}

/** A token that is made for an editor which can show progress and named none. */
async function makeToken(session: Session): Promise<Token | undefined> {
  if (!session.features.progress) return undefined;
  const token = `outrigger-${++lastToken}`;
  try {
    await session.connection.sendRequest(WorkDoneProgressCreateRequest.type, { token });
    return token;
  } catch {
    return undefined;
  }
}

/** @param asks whether progress is shown of what the editor named no token for, too. */
export async function beginProgress(
  session: Session,
  title: string,
  { workDoneToken }: WorkDoneProgressParams,
  cancellation: CancellationToken,
  asks = true,
): Promise<WorkProgress> {
  const token = workDoneToken ?? (asks ? await makeToken(session) : undefined);
  const button = new AbortController();
  if (token !== undefined) buttonsOf(session).set(token, button);
  const tell = (value: object) => {
    if (token !== undefined) void session.connection.sendNotification('$/progress', { token, value });
  };
  tell({ kind: 'begin', title, cancellable: true, percentage: 0 });
  let told = 0;
  let ended = false;
  const end = (message: string) => {
    if (!ended) tell({ kind: 'end', message });
    ended = true;
    if (token !== undefined) buttonsOf(session).delete(token);
  };
  return {
    signal: AbortSignal.any([signalOf(cancellation), button.signal]),
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
