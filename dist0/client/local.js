/**
 * `outrigger/local`: the sidecar's algorithms in this very thread, for small work and for places that can't start a
 * process (browsers, workers, serverless). The calls are the client's, so that either may stand in for the other. Opens no
 * connection, and needs nothing of Node: the kernel is loaded with the first call.
 */
import { LocalHash } from './local/hash.js';
import { LocalText } from './local/text.js';
export { OutriggerError } from './errors.js';
export const local = { hash: new LocalHash(), text: new LocalText() };
