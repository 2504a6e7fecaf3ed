import type { Failure } from './errors.ts';
import type { Outlet, Receiver } from './outlet.ts';
import type { SidecarChild } from './spawn.ts';
export declare class ChildOutlet implements Outlet {
    #private;
    constructor(child: SidecarChild);
    attach(receiver: Receiver): void;
    get pid(): number | undefined;
    write(parts: readonly Uint8Array[]): void;
    hold(held: boolean): void;
    end(): void;
    destroy(failure: Failure): void;
    gone(graceMs: number): Promise<void>;
}
