/** Work-done progress of a long command, where the editor shows it. Tells; it must never decide when the work ends. */
import { WorkDoneProgressCancelNotification, WorkDoneProgressCreateRequest, } from 'vscode-languageserver-protocol';
import { signalOf } from './cancellation.js';
/** At most so often, in milliseconds: progress must not be what keeps the editor busy. */
const EVERY_MS = 100;
let lastToken = 0;
/** The cancel buttons of one editor: a connection has one handler for all of them. */
const buttons = new WeakMap();
function buttonsOf(session) {
    let own = buttons.get(session);
    if (own !== undefined)
        return own;
    own = new Map();
    buttons.set(session, own);
    const press = ({ token }) => buttons.get(session)?.get(token)?.abort();
    session.handlers.push(session.connection.onNotification(WorkDoneProgressCancelNotification.type, press));
    return own;
}
/** A token that is made for an editor which can show progress and named none. */
async function makeToken(session) {
    if (!session.features.progress)
        return undefined;
    const token = `outrigger-${++lastToken}`;
    try {
        await session.connection.sendRequest(WorkDoneProgressCreateRequest.type, { token });
        return token;
    }
    catch {
        return undefined;
    }
}
/** @param asks whether progress is shown of what the editor named no token for, too. */
export async function beginProgress(session, title, { workDoneToken }, cancellation, asks = true) {
    const token = workDoneToken ?? (asks ? await makeToken(session) : undefined);
    const button = new AbortController();
    if (token !== undefined)
        buttonsOf(session).set(token, button);
    const tell = (value) => {
        if (token !== undefined)
            void session.connection.sendNotification('$/progress', { token, value });
    };
    tell({ kind: 'begin', title, cancellable: true, percentage: 0 });
    let told = 0;
    let ended = false;
    const end = (message) => {
        if (!ended)
            tell({ kind: 'end', message });
        ended = true;
        if (token !== undefined)
            buttonsOf(session).delete(token);
    };
    return {
        signal: AbortSignal.any([signalOf(cancellation), button.signal]),
        report(done, total, message) {
            const now = performance.now();
            if (ended || now - told < EVERY_MS)
                return;
            told = now;
            tell({ kind: 'report', message, percentage: total === 0 ? 0 : Math.min(100, Math.floor((done / total) * 100)) });
        },
        end,
        [Symbol.dispose]: () => end('ended'),
    };
}
