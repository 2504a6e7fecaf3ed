import { type Failure } from './errors.ts';
import type { Outlet, Receiver } from './outlet.ts';
/** What came of a call. The Error is made by whoever awaits it, so that its stack shows the caller. */
export type Outcome = {
    result: unknown;
} | {
    failure: Failure;
};
export interface Progress {
    kind: 'begin' | 'report' | 'end';
    done: number;
    total: number;
    unit: string;
}
export interface RequestOptions {
    signal?: AbortSignal | undefined;
    onProgress?: ((progress: Progress) => void) | undefined;
    /** Doesn't keep the process alive: nobody waits for it. */
    background?: boolean | undefined;
}
export declare class Session implements Receiver {
    #private;
    /**
     * The longest frame that is sent: one over the sidecar's `frameBytes` would cost the connection. Until the sidecar has
     * told its limit, what any would take.
     */
    frameLimit: number;
    constructor(outlet: Outlet, cancelGraceMs?: number);
    /** Whether anything was sent yet. */
    get spoken(): boolean;
    /** Whether anything was received yet. */
    get answered(): boolean;
    /** Sends a request. Throws only for params that can't be written (a lone surrogate, no such type). */
    request(method: string, params: Record<string, unknown>, options?: RequestOptions): Promise<Outcome>;
    notify(method: string, params: Record<string, unknown>): void;
    /** Keeps the process alive until as many `release()`. */
    hold(): void;
    release(): void;
    receive(chunk: Uint8Array): void;
    room(): Uint8Array | null;
    filled(bytes: number): void;
    /** The connection is over: every pending call fails with `failure`, and so does every later one. */
    end(failure: Failure): void;
}
