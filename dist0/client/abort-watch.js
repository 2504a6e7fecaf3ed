/**
 * Which calls a signal aborts. One listener a signal, however many calls carry it: an `AbortSignal` with more than ten
 * listeners makes Node print MaxListenersExceededWarning, and 256 calls under one signal are ordinary here.
 */
export class AbortWatch {
    #watches = new Map();
    /** Calls `abort(reason)` once if `signal` aborts before `remove`. The signal must not have aborted yet. */
    add(signal, abort) {
        const known = this.#watches.get(signal);
        if (known !== undefined) {
            known.calls.add(abort);
            return;
        }
        const calls = new Set([abort]);
        const listener = () => {
            this.#watches.delete(signal);
            for (const call of calls)
                call(signal.reason);
        };
        this.#watches.set(signal, { calls, listener });
        signal.addEventListener('abort', listener, { once: true });
    }
    remove(signal, abort) {
        const watch = this.#watches.get(signal);
        if (!watch?.calls.delete(abort) || watch.calls.size > 0)
            return;
        this.#watches.delete(signal);
        signal.removeEventListener('abort', watch.listener);
    }
}
