/**
 * How a command reaches a sidecar: the one of this user that runs, else one that is started for the call and ends with it.
 * Through the client, as everyone else does.
 */
import type { Options } from 'yargs';
import type { Outrigger } from '../../client/outrigger.ts';
import { type Parsed } from './command.ts';
export declare const reachOptions: Record<string, Options>;
export interface Reached {
    rig: Outrigger;
    /** Whether it was started for this call. */
    started: boolean;
}
/** Runs `use` with a sidecar, and lets go of it afterwards. `args` are flags of one that is started. */
export declare function withSidecar<T>(options: Parsed, use: (reached: Reached) => Promise<T>, args?: readonly string[]): Promise<T>;
