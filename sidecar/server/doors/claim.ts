/**
 * Comes by a socket's path: the first of many starts takes it, replacing a socket that nobody serves any more; the others
 * learn by whom it is served. Binds nothing itself.
 */
import { checkEndpoint, removeStale } from './endpoint-files.ts';
import { askOccupant } from './occupant.ts';
import { EndpointRefused } from './refused.ts';
import { type StartLock, takeStartLock } from './start-lock.ts';

export interface Served {
  readonly kind: 'served';
  readonly path: string;
  /** Undefined where whoever listens doesn't answer `server/status`. */
  readonly pid: number | undefined;
  readonly version: string | undefined;
}

export interface Claimed {
  readonly kind: 'claimed';
  readonly path: string;
  /** To be held as long as the path is served. */
  readonly lock: StartLock;
}

/** How long another start may take between its lock and its first answer. */
const PATIENCE_MS = 5000;
const PAUSE_MS = 25;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** @throws EndpointRefused with the reason for which nothing may listen there. */
export async function claimPath(wanted: string): Promise<Claimed | Served> {
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
      const why =
        occupant.kind === 'busy' ? `connecting fails (${occupant.code})` : 'another start holds it and does not answer';
      throw new EndpointRefused(`${path} can't be had: ${why}`);
    }
    await pause(PAUSE_MS);
  }
}
