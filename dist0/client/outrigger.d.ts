/**
 * A connected sidecar as its user sees it: typed calls, the method families, and an end that can be awaited. Thin: what
 * a call means is the sidecar's business, and how it travels is the session's.
 */
import type { MethodName, ParamsOf, ResultOf } from '../protocol/index.ts';
import type { CallOptions } from './call.ts';
import { Hash } from './hash.ts';
import type { Outlet } from './outlet.ts';
import { Prompt } from './prompt.ts';
import type { Segment } from './segment.ts';
import { Server } from './server.ts';
import { Text } from './text.ts';
export interface DisposeOptions {
    /** Milliseconds that each step of the farewell may take before the sidecar is cut off; 5,000 if absent. */
    graceMs?: number | undefined;
}
export declare class Outrigger implements AsyncDisposable {
    #private;
    readonly hash: Hash;
    readonly text: Text;
    readonly prompt: Prompt;
    readonly server: Server;
    constructor(outlet: Outlet);
    /** The sidecar's process id if it was spawned; `server.status()` tells that of any. */
    get pid(): number | undefined;
    /**
     * Calls any method by its name, typed by the protocol's table. Byte arrays in `params` are sent from where they lie: they
     * must not change before the call has settled.
     * @throws OutriggerError with the sidecar's error; ConnectionClosed if it went away; Disposed after `dispose()`.
     */
    call<M extends MethodName>(method: M, params: ParamsOf<M>, options?: CallOptions): Promise<ResultOf<M>>;
    /**
     * Memory that the kernel computes on, `bytes` long: on Linux and Node 26 its very pages are mapped here. Its first use
     * holds zeros, a reused one what this connection wrote before. Give it back by `dispose()` or `await using`.
     * @throws OutriggerError OutOfMemory: the arena, or this connection's share of it, has no such free range.
     */
    segment(bytes: number): Promise<Segment>;
    /**
     * Ends the connection, and the sidecar if it was spawned: calls in flight are awaited, then `shutdown`, the end of
     * its stdin, its exit; after a grace it is killed. Calls made from now on reject with Disposed. Never rejects.
     */
    dispose(options?: DisposeOptions): Promise<void>;
    [Symbol.asyncDispose](): Promise<void>;
}
