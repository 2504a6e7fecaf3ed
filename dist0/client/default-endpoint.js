/**
 * The path of this user's sidecar, trusted only where no other user can have put a socket there: below a shared temporary
 * folder somebody else may have made the directory first, and would be handed every byte. Connects to nothing.
 */
import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import { sockname } from '../protocol/endpoint.js';
import { OutriggerError } from './errors.js';
/** Group and others may write: then they may put a socket of theirs in place of ours. */
const OTHERS_WRITE = 0o022;
/**
 * @throws OutriggerError ConnectFailed: the directory is another user's, or others may write to it. One that isn't there
 * is fine: connecting will tell.
 */
export function defaultEndpoint() {
    const path = sockname();
    const uid = process.getuid?.();
    if (uid === undefined)
        return path; // a named pipe, whose name is in no directory
    const directory = dirname(path);
    const found = look(directory);
    if (found === undefined)
        return path;
    const why = found.uid !== uid ? 'belongs to another user' : found.mode & OTHERS_WRITE ? 'is open to others' : undefined;
    if (why === undefined)
        return path;
    const message = `no sidecar is trusted at ${path}: its directory ${why}; name a path to connect there all the same`;
    throw new OutriggerError('ConnectFailed', message, { data: { path, syscallCode: 'EPERM' } });
}
/** What can't be looked at can't be connected through either, and connecting says why. */
function look(directory) {
    try {
        return lstatSync(directory);
    }
    catch {
        return undefined;
    }
}
