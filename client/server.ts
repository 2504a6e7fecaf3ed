/** `rig.server`: what the sidecar tells of itself. Asks, and keeps nothing but the answer to `initialize`. */
import type { Limits, ServerStats, ServerStatus } from '../protocol/index.ts';
import type { Call, CallOptions } from './call.ts';

/** The sidecar's answer to `initialize`. */
export interface ServerInfo {
  protocolVersion: number;
  serverInfo: { name: string; version: string };
  /** Dialects, methods, workers, simd, sharedMemory, mappedSegments, pinning, engines, unicode. */
  capabilities: Record<string, unknown>;
  limits: Limits;
}

export class Server {
  readonly #call: Call;
  readonly #info: () => Promise<ServerInfo>;

  constructor(call: Call, info: () => Promise<ServerInfo>) {
    this.#call = call;
    this.#info = info;
  }

  /** Who answers, what it can do, and its limits. Asked once a connection, along with the first call. */
  info(): Promise<ServerInfo> {
    return this.#info();
  }

  /** What it is doing now: workers, connections, queue, arena. */
  status(options?: CallOptions): Promise<ServerStatus> {
    return this.#call('server/status', {}, options);
  }

  /** Counters and latency histograms per method since its start. */
  stats(options?: CallOptions): Promise<ServerStats> {
    return this.#call('server/stats', {}, options);
  }
}
