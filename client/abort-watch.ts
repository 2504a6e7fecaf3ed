/**
 * Which calls a signal aborts. One listener a signal, however many calls carry it: an `AbortSignal` with more than ten
 * listeners makes Node print MaxListenersExceededWarning, and 256 calls under one signal are ordinary here.
 */

interface Watch {
  calls: Set<(reason: unknown) => void>;
  listener: () => void;
}

export class AbortWatch {
  readonly #watches = new Map<AbortSignal, Watch>();

  /** Calls `abort(reason)` once if `signal` aborts before `remove`. The signal must not have aborted yet. */
  add(signal: AbortSignal, abort: (reason: unknown) => void): void {
    const known = this.#watches.get(signal);
    if (known !== undefined) {
      known.calls.add(abort);
      return;
    }
    const calls = new Set([abort]);
    const listener = () => {
      this.#watches.delete(signal);
      for (const call of calls) call(signal.reason);
    };
    this.#watches.set(signal, { calls, listener });
    signal.addEventListener('abort', listener, { once: true });
  }

  remove(signal: AbortSignal, abort: (reason: unknown) => void): void {
    const watch = this.#watches.get(signal);
    if (!watch?.calls.delete(abort) || watch.calls.size > 0) return;
    this.#watches.delete(signal);
    signal.removeEventListener('abort', watch.listener);
  }
}
