/**
 * Puts the sidecar together: arena, workers, scheduler, methods, dispatcher. No transport: the server's doors stand on
 * the dispatcher that this makes. Nothing is compiled and no thread is started before a request needs it.
 */
import type { Limits } from '../protocol/limits.ts';
import type { Dispatcher } from './dispatch/call.ts';
import { type MachineOptions } from './machine.ts';
export interface SidecarOptions extends MachineOptions {
    /** Another kernel module, for tests. */
    readonly kernelFile?: string | undefined;
    /** A fault of ours, for the log. */
    readonly fault?: ((message: string, detail: string) => void) | undefined;
    /** What this machine lacks, for the log: told once, at the start. */
    readonly notice?: ((message: string) => void) | undefined;
    /** Log lines dropped so far, for `server/stats`. */
    readonly droppedLogLines?: (() => number) | undefined;
}
export interface Sidecar {
    readonly dispatcher: Dispatcher;
    readonly limits: Limits;
    readonly version: string;
    /**
     * Ends what is in flight (a request that isn't drained by now settles with WorkerLost), stops the workers, and gives
     * back all segments.
     */
    close(): Promise<void>;
}
export declare function createSidecar(options?: SidecarOptions): Promise<Sidecar>;
