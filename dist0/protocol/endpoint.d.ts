/** What the rule depends on. */
export interface EndpointHost {
    platform: string;
    env: Record<string, string | undefined>;
    /** The user's id; none on Windows. */
    uid: number | undefined;
    /** The user's name: stands for the id where there is none. */
    user: string;
    tmpdir: string;
}
/** The longest path of a Unix socket in bytes: `sun_path` holds 108 with its terminating NUL. */
export declare const SOCKET_PATH_BYTES_MAX = 107;
/** This process as the rule sees it. */
export declare function thisHost(): EndpointHost;
/**
 * The default path: `$XDG_RUNTIME_DIR/outrigger/v1.sock`, else `<tmpdir>/outrigger-<uid>/v1.sock`; on Windows a named
 * pipe of the user's. A runtime directory that is not absolute is ignored, as its specification says.
 */
export declare function sockname(host?: EndpointHost): string;
