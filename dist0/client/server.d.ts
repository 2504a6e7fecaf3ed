/** `rig.server`: what the sidecar tells of itself. Asks, and keeps nothing but the answer to `initialize`. */
import type { Limits, ServerStats, ServerStatus } from '../protocol/index.ts';
import type { Call, CallOptions } from './call.ts';
/** The sidecar's answer to `initialize`. */
export interface ServerInfo {
    protocolVersion: number;
    serverInfo: {
        name: string;
        version: string;
    };
    /** Dialects, methods, workers, simd, sharedMemory, mappedSegments, pinning, engines, unicode. */
    capabilities: Record<string, unknown>;
    limits: Limits;
}
export declare class Server {
    #private;
    constructor(call: Call, info: () => Promise<ServerInfo>);
    /** Who answers, what it can do, and its limits. Asked once a connection, along with the first call. */
    info(): Promise<ServerInfo>;
    /** What it is doing now: workers, connections, queue, arena. */
    status(options?: CallOptions): Promise<ServerStatus>;
    /** Counters and latency histograms per method since its start. */
    stats(options?: CallOptions): Promise<ServerStats>;
}
