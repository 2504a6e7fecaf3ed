/**
 * The path that the sidecar opens for a name that this process was given: absolute, since the sidecar has another
 * working directory, and never one that means something else in another process (/dev/fd/63 is the caller's pipe).
 * Pure. Dots are left in: `a/../b` is another file than `b` where `a` is a link.
 */
export interface Place {
    /** The working directory as a name. */
    directory: string;
    pid: number;
}
/** `name` is not empty. */
export declare function locate(name: string, { directory, pid }: Place): string;
