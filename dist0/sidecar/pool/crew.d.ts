import type { Arena } from '../arena/arena.ts';
export interface CrewEvents {
    /** A worker is gone, and touches nothing any more. Another one starts in its place unless the crew is stopping. */
    lost(worker: number): void;
    /** No worker can be started, and none is left. */
    broken(): void;
    /** For the log. */
    fault(message: string, detail: string): void;
}
export interface CrewOptions {
    readonly count: number;
    /** Logical processors to pin to, in the workers' order; empty for no pinning. */
    readonly processors: readonly number[];
    /** How far they step back for other threads. */
    readonly nice: number;
}
export declare class Crew {
    private readonly arena;
    private readonly module;
    private readonly options;
    private readonly events;
    private readonly members;
    private started;
    private stopping;
    constructor(arena: Arena, module: () => WebAssembly.Module, options: CrewOptions, events: CrewEvents);
    get count(): number;
    /** Starts the threads, once. They don't hold the process: the scheduler does, while there is work. */
    start(): void;
    /** Started, and not ready yet. */
    isStarting(worker: number): boolean;
    restarts(worker: number): number;
    /** Ends a worker at once, wherever it is; `lost` follows. */
    terminate(worker: number): void;
    /**
     * Asks all workers to stop after their step, and terminates those that haven't after `graceMs`: how many those were. A
     * worker that is still starting has nothing to stop, and is terminated at once.
     */
    stop(graceMs: number): Promise<number>;
    private stopOne;
    private spawn;
    /** A new thread, or undefined where there can't be one (a permission, a limit): then there is no use in trying again. */
    private tryThread;
    private failed;
    private giveUpIfAlone;
    private heard;
    private exited;
}
