/**
 * Which calls a signal aborts. One listener a signal, however many calls carry it: an `AbortSignal` with more than ten
 * listeners makes Node print MaxListenersExceededWarning, and 256 calls under one signal are ordinary here.
 */
export declare class AbortWatch {
    #private;
    /** Calls `abort(reason)` once if `signal` aborts before `remove`. The signal must not have aborted yet. */
    add(signal: AbortSignal, abort: (reason: unknown) => void): void;
    remove(signal: AbortSignal, abort: (reason: unknown) => void): void;
}
