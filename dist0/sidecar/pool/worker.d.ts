import type { ArenaShare } from '../arena/arena.ts';
/** What the main thread starts a worker with. */
export interface WorkerStart {
    readonly worker: number;
    readonly share: ArenaShare;
    readonly module: WebAssembly.Module;
    /** The logical processor to stay on, or -1. */
    readonly processor: number;
    readonly nice: number;
}
export type WorkerMessage = {
    readonly kind: 'ready';
} | {
    readonly kind: 'failed';
    readonly message: string;
    readonly stack: string;
} | {
    readonly kind: 'stopped';
};
