import { type StartLock } from './start-lock.ts';
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
/** @throws EndpointRefused with the reason for which nothing may listen there. */
export declare function claimPath(wanted: string): Promise<Claimed | Served>;
