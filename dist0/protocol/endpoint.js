/**
 * Where a user's sidecar listens when nobody names a path: the one rule that the client, the server and
 * `outrigger sockname` share. Pure given its `host`; it never touches the file system.
 */
import { tmpdir, userInfo } from 'node:os';
/** The longest path of a Unix socket in bytes: `sun_path` holds 108 with its terminating NUL. */
export const SOCKET_PATH_BYTES_MAX = 107;
/** Changes with the protocol's version, so that two versions never meet on one path. */
const NAME = 'v1';
/** This process as the rule sees it. */
export function thisHost() {
    const uid = process.getuid?.();
    const user = uid === undefined ? userInfo().username : '';
    return { platform: process.platform, env: process.env, uid, user, tmpdir: tmpdir() };
}
/**
 * The default path: `$XDG_RUNTIME_DIR/outrigger/v1.sock`, else `<tmpdir>/outrigger-<uid>/v1.sock`; on Windows a named
 * pipe of the user's. A runtime directory that is not absolute is ignored, as its specification says.
 */
export function sockname(host = thisHost()) {
    const owner = host.uid === undefined ? encodeURIComponent(host.user) : String(host.uid);
    if (host.platform === 'win32')
        return `\\\\.\\pipe\\outrigger-${owner}-${NAME}`;
    const runtime = host.env.XDG_RUNTIME_DIR;
    if (runtime?.startsWith('/'))
        return `${runtime.replace(/\/+$/, '')}/outrigger/${NAME}.sock`;
    return `${host.tmpdir.replace(/\/+$/, '')}/outrigger-${owner}/${NAME}.sock`;
}
