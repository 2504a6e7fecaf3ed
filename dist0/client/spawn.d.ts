/**
 * A sidecar of one's own: a child process that speaks on its stdio and ends with this one. Its stdout belongs to the
 * protocol and its stderr is kept for errors; neither is ever inherited.
 */
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Outrigger } from './outrigger.ts';
export interface SpawnOptions {
    /** A program to start instead of the packaged sidecar: it gets `args` and nothing else. */
    command?: string | undefined;
    /** Further flags of the packaged sidecar (`['--workers', '2']`), or all arguments of `command`. */
    args?: readonly string[] | undefined;
    /** The Node to run the packaged sidecar with; `process.execPath` if absent. */
    execPath?: string | undefined;
    /** Laid over this process's environment; `undefined` removes a variable. */
    env?: Record<string, string | undefined> | undefined;
    cwd?: string | undefined;
    /** This process computes too: the sidecar leaves it a core. */
    hostComputes?: boolean | undefined;
}
export type SidecarChild = ChildProcessByStdio<Writable, Readable, Readable>;
/**
 * Starts a sidecar. Resolves once the process runs: calls may be made at once, and are answered when it is ready.
 * @throws OutriggerError SpawnFailed: the program can't be started. One that ends before its first answer rejects the
 * calls with SpawnFailed, `data: {pid, exitCode, signal, stderr}`.
 */
export declare function spawn(options?: SpawnOptions): Promise<Outrigger>;
/** A running child with piped stdio, or SpawnFailed. */
export declare function startSidecar(options: SpawnOptions): Promise<SidecarChild>;
/** The child's environment: this process's, with the caller's laid over it. */
export declare function childEnvironment(options: SpawnOptions): NodeJS.ProcessEnv;
