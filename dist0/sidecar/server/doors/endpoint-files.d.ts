/** The path as the sidecar will use it, or why it can't be used. */
export declare function checkEndpoint(path: string): string;
/** Throws if something other than a socket lies at `path`. Whether a socket does. */
export declare function checkOccupant(path: string): boolean;
/** Removes a socket that nobody serves. The caller holds the lock. */
export declare function removeStale(path: string): void;
/** Tells one file from another that took its name. */
export interface Identity {
    readonly device: number;
    readonly inode: number;
}
export declare function identify(path: string): Identity | undefined;
/** Whether the file at `path` is still the one that was identified. */
export declare function isStill(path: string, identity: Identity | undefined): boolean;
