import { type Limits } from '../protocol/limits.ts';
import { Arena } from './arena/arena.ts';
export interface MachineOptions {
    /** Worker threads; by default one per physical core within the cgroup's quota. */
    readonly workers?: number | undefined;
    readonly limits?: Partial<Limits> | undefined;
    /** Keep each worker on a core of its own. Off by default: on two virtual cores it made idle latency worse. */
    readonly pin?: boolean | undefined;
    /** How far the workers step back for other threads (see sidecar/pool/niceness.ts). */
    readonly nice?: number | undefined;
    /** The host computes too: leave it a core. */
    readonly hostComputes?: boolean | undefined;
}
/** What was wanted of this machine and isn't there, by the capability's name, in words for `initialize` and the log. */
export type Unavailable = Record<string, string>;
export interface Machine {
    readonly arena: Arena;
    readonly limits: Limits;
    readonly workers: number;
    readonly processors: readonly number[];
    readonly nice: number;
    readonly unavailable: Unavailable;
}
/** Looks what there is, and takes as much of it as was asked for and can be had: start-up works everywhere. */
export declare function planMachine(options: MachineOptions): Machine;
