import type { SegmentOpenResult } from '../protocol/index.ts';
import type { Call } from './call.ts';
import type { ServerInfo } from './server.ts';
export interface Access {
    /** Only where the pages are mapped. */
    readonly bytes: Uint8Array | undefined;
    /** Why there are no `bytes`. */
    readonly whyNotMapped: string;
    write(offset: number, data: Uint8Array): Promise<void>;
    read(offset: number, length: number): Promise<Uint8Array>;
    /** Ends the access: nothing that came of it can touch the segment any more. */
    retire(): Promise<void>;
}
/** What a segment is reached through. */
export interface Reach {
    call: Call;
    info: () => Promise<ServerInfo>;
}
/** Reaches the first `bytes` of a segment. `used`: it has pages already, which are then brought in at once. */
export declare function reach(lease: SegmentOpenResult, bytes: number, used: boolean, by: Reach): Promise<Access>;
/** The descriptor of a segment as a file, the caller's to close; undefined where the sidecar has no such. Throws where it can't be opened. */
export declare function openAsFile({ mapped, path, segment }: SegmentOpenResult): Promise<number | undefined>;
