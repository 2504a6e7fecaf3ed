/** What every call may carry, and the typed shape of a call: what the method families are made of. Types only. */
import type { MethodName, ParamsOf, Priority, ResultOf } from '../protocol/index.ts';
import type { Progress } from './session.ts';
export interface CallOptions {
    /**
     * Aborting asks the sidecar to stop; the call rejects with RequestCancelled (`cause`: the signal's reason) once the
     * sidecar has let go of the bytes it was given.
     */
    signal?: AbortSignal | undefined;
    /** Milliseconds from receipt after which the call rejects with DeadlineExceeded. */
    deadlineMs?: number | undefined;
    /** 'interactive' if absent; 'bulk' work waits for it. */
    priority?: Priority | undefined;
    /** At most ten a second; 'begin' and 'end' always come, before the answer. */
    onProgress?: ((progress: Progress) => void) | undefined;
}
export type Call = <M extends MethodName>(method: M, params: ParamsOf<M>, options?: CallOptions) => Promise<ResultOf<M>>;
