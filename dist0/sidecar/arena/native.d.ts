interface Ffi {
    dlopen(path: null, definitions: Record<string, {
        arguments: string[];
        return: string;
    }>): {
        functions: unknown;
    };
    getRawPointer(buffer: SharedArrayBuffer | ArrayBuffer | Uint8Array): bigint;
    getInt32(pointer: bigint): number;
}
interface CLibrary {
    mmap(address: bigint, length: bigint, protection: number, flags: number, fd: number, offset: bigint): bigint;
    mprotect(address: bigint, length: bigint, protection: number): number;
    memfd_create(name: string, flags: number): number;
    fcntl(fd: number, command: number, argument: number): number;
    sendmsg(socket: number, message: bigint, flags: number): bigint;
    sched_setaffinity(pid: number, size: bigint, mask: Uint8Array): number;
    __errno_location(): bigint;
}
/** What stands in the way of node:ffi here, in words for `doctor` and `initialize`; undefined when nothing does. */
export type Obstacle = string;
interface Bindings {
    readonly ffi: Ffi;
    readonly c: CLibrary;
}
/** Why native memory can't be used, or undefined when it can. */
export declare function nativeObstacle(): Obstacle | undefined;
/** The native calls on the memory behind `buffer`, or undefined where they can't be made. */
export declare function nativeMemory(buffer: SharedArrayBuffer): NativeMemory | undefined;
/** Keeps the calling thread on one logical processor. False where that can't be done. */
export declare function pinThread(processor: number): boolean;
/** A call of the C library that failed: `code` is the errno's name. */
export declare class NativeError extends Error {
    readonly code: string;
    constructor(call: string, errno: number);
}
/** Opens the file of a descriptor anew: another open file description, which the kernel counts on its own. */
export declare function reopen(fd: number): number;
/**
 * Sends bytes on a connected Unix socket, the descriptor with the first of them (SCM_RIGHTS; Node can't). Never waits.
 * Returns how many bytes the kernel took, 0 when the socket takes none now.
 * @throws NativeError for any other failure.
 */
export declare function sendWithDescriptor(socket: number, bytes: Uint8Array, fd: number): number;
export declare class NativeMemory {
    private readonly ffi;
    private readonly c;
    private readonly base;
    constructor({ ffi, c }: Bindings, buffer: SharedArrayBuffer);
    /** Makes a range inaccessible. JavaScript must never index it again: that is a SIGSEGV. */
    forbid(address: number, bytes: number): boolean;
    /**
     * A descriptor of fresh, zeroed memory of exactly `bytes`, 0600, closed on exec, and sealed so that nobody can
     * change its size: a client that truncates an unsealed one kills this process by SIGBUS. Its name holds the segment's
     * id: a client sees by it that it opened this one, and not what has the same path in another PID namespace.
     */
    createSealedMemory(bytes: number, id?: string): number;
    /** Lays the memory of `fd` over a range: from now on both are the same pages. */
    mapShared(address: number, bytes: number, fd: number): void;
    /** Lays fresh zeroed private memory over a range, as it was before `mapShared`. */
    mapAnonymous(address: number, bytes: number): void;
    /**
     * Whether anybody else has the file of `fd` open, or mapped even though its descriptor is closed: the kernel grants a
     * write lease only when nobody does. False where it grants no leases at all: then it can't be known.
     */
    isHeldElsewhere(fd: number): boolean;
    private map;
    private errno;
    private failure;
}
export {};
