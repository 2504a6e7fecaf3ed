/**
 * Maps a segment's pages into this process through node:ffi (Node 26 on Linux), and takes them away so that nothing that
 * still holds the bytes can crash or see another's. The only file of the client that touches node:ffi.
 *
 * Taking away, in this order: the ArrayBuffer is detached (every view of it then has length 0), the pages are replaced in
 * place by anonymous ones (an asynchronous operation of Node's that still holds the address, say a file read on a thread,
 * hits those), and the addresses are given back only when nothing refers to the detached ArrayBuffer any more.
 * Measured for 10 MiB: detach 0.01 ms, replace 0.3 ms, map again with its pages 0.5 ms, where first touching them costs 4.
 */
export interface Mapping {
    /** The pages; detached by `retire()`. */
    readonly buffer: ArrayBuffer;
    /** Takes the pages away from whoever still holds the buffer or a view of it. */
    retire(): void;
}
/** Why this process can't map, or undefined if it can. */
export declare function whyNotMapped(): string | undefined;
/**
 * Maps the first `bytes` of the file at `path`, shared. `populate` brings in the pages that exist already, all at once.
 * Throws if the file can't be opened or mapped, or is shorter: a touch past its end would kill the process.
 */
export declare function mapFile(path: string, bytes: number, populate: boolean): Mapping;
