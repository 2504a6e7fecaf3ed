import type { Limits } from '../../protocol/limits.ts';
import { type LogLevel } from '../log/log.ts';
import type { Served } from './doors/claim.ts';
export interface ServeOptions {
    /** Serve stdin and stdout, and nothing else. */
    readonly stdio?: boolean | undefined;
    /** The socket's path, or a named pipe's; this user's default without it. */
    readonly socket?: string | undefined;
    /** Worker threads. */
    readonly workers?: number | undefined;
    readonly pin?: boolean | undefined;
    /** How far workers step back for other threads, 0 to 19. */
    readonly nice?: number | undefined;
    readonly hostComputes?: boolean | undefined;
    readonly limits?: Partial<Limits> | undefined;
    /** A process whose death ends this one. */
    readonly clientPid?: number | undefined;
    readonly logLevel?: LogLevel | undefined;
}
export type ExitCode = 0 | 1;
/** A sidecar that serves. `ended` gives the process's exit code; nothing holds the process any more by then. */
export interface Service {
    readonly kind: 'listening' | 'stdio';
    /** Undefined for stdio. */
    readonly path: string | undefined;
    readonly pid: number;
    readonly version: string;
    readonly ended: Promise<ExitCode>;
    /** Stops accepting, answers what is in flight within a few seconds, and ends. */
    stop(): void;
}
/**
 * Serves, or tells who does already. To be called before anything was printed: `console` and Node's warnings become log
 * lines, since stdout belongs to the protocol.
 * @throws EndpointRefused where the path can't be listened on, ProtocolError InvalidParams for a limit out of its range.
 */
export declare function serve(options?: ServeOptions): Promise<Service | Served>;
