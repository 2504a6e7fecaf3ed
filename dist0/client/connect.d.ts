/** A connection to a sidecar that already listens on a Unix socket or a named pipe. Never starts one. */
import type { OnReadOpts, Socket } from 'node:net';
import type { Outrigger } from './outrigger.ts';
export interface ConnectOptions {
    /** The socket's path; this user's sidecar if absent (`outrigger sockname` prints it). */
    path?: string | undefined;
}
/**
 * Connects to a running sidecar.
 * @throws OutriggerError ConnectFailed: nothing listens there; `data: {path, syscallCode}`.
 */
export declare function connect(options?: ConnectOptions): Promise<Outrigger>;
/** A connected socket, or ConnectFailed. With an `onread` its bytes go there instead of to a stream. */
export declare function openSocket(path: string, onread?: OnReadOpts): Promise<Socket>;
