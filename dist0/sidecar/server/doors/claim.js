/**
 * Comes by a socket's path: the first of many starts takes it, replacing a socket that nobody serves any more; the others
 * learn by whom it is served. Binds nothing itself.
 */
import { checkEndpoint, removeStale } from './endpoint-files.js';
import { askOccupant } from './occupant.js';
import { EndpointRefused } from './refused.js';
import { takeStartLock } from './start-lock.js';
/** How long another start may take between its lock and its first answer. */
const PATIENCE_MS = 5000;
const PAUSE_MS = 25;
function pause(ms) {
    return new Promise((resolve) => setTimeout(resolve, ms));
}
/** @throws EndpointRefused with the reason for which nothing may listen there. */
export async function claimPath(wanted) {
    const path = checkEndpoint(wanted);
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
        const lock = await takeStartLock(path);
        const occupant = await askOccupant(path);
        if (occupant.kind === 'served') {
            lock?.release();
            return { ...occupant, path };
        }
        if (lock !== undefined && occupant.kind === 'nobody') {
            removeStale(path);
            return { kind: 'claimed', path, lock };
        }
        lock?.release();
        if (performance.now() > until) {
            const why = occupant.kind === 'busy' ? `connecting fails (${occupant.code})` : 'another start holds it and does not answer';
            throw new EndpointRefused(`${path} can't be had: ${why}`);
        }
        await pause(PAUSE_MS);
    }
}
