/**
 * The few calls of the C library that the arena needs, through `node:ffi` (Linux, Node 26): mmap, mprotect, memfd and
 * seals. Elsewhere `nativeMemory()` is undefined and everything works without: no guards, no mapped segments.
 * Only this file (and the client's mapping) may touch node:ffi. Addresses are offsets in the arena.
 */
import { closeSync, fchmodSync, ftruncateSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import { getSystemErrorName } from 'node:util';
const PROT_NONE = 0;
const PROT_READ_WRITE = 3;
const MAP_SHARED = 0x01;
const MAP_PRIVATE = 0x02;
const MAP_FIXED = 0x10;
const MAP_ANONYMOUS = 0x20;
const MAP_NORESERVE = 0x4000;
const MFD_CLOEXEC = 1;
const MFD_ALLOW_SEALING = 2;
const F_SETSIG = 10;
const F_SETLEASE = 1024;
const F_ADD_SEALS = 1033;
const F_WRLCK = 1;
const F_UNLCK = 2;
const F_SEAL_SEAL = 1;
const F_SEAL_SHRINK = 2;
const F_SEAL_GROW = 4;
const SOL_SOCKET = 1;
const SCM_RIGHTS = 1;
const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;
const SIGNATURES = {
    mmap: { arguments: ['u64', 'u64', 'i32', 'i32', 'i32', 'i64'], return: 'i64' },
    mprotect: { arguments: ['u64', 'u64', 'i32'], return: 'i32' },
    memfd_create: { arguments: ['string', 'u32'], return: 'i32' },
    fcntl: { arguments: ['i32', 'i32', 'i32'], return: 'i32' },
    sendmsg: { arguments: ['i32', 'u64', 'i32'], return: 'i64' },
    sched_setaffinity: { arguments: ['i32', 'u64', 'buffer'], return: 'i32' },
    __errno_location: { arguments: [], return: 'pointer' },
};
let loaded;
function load() {
    if (process.platform !== 'linux')
        return `mapped memory needs Linux, this is ${process.platform}`;
    if (process.env.OUTRIGGER_NO_FFI)
        return 'OUTRIGGER_NO_FFI is set';
    try {
        const ffi = process.getBuiltinModule('node:ffi');
        if (ffi === undefined)
            return `node:ffi needs Node 26, this is ${process.version}`;
        return { ffi, c: ffi.dlopen(null, SIGNATURES).functions };
    }
    catch (error) {
        const { code, message } = error;
        if (code === 'ERR_ACCESS_DENIED')
            return '--permission is on without --allow-ffi';
        return `node:ffi doesn't load: ${message}`;
    }
}
function bindings() {
    loaded ??= load();
    return loaded;
}
/** Why native memory can't be used, or undefined when it can. */
export function nativeObstacle() {
    const found = bindings();
    return typeof found === 'string' ? found : undefined;
}
/** The native calls on the memory behind `buffer`, or undefined where they can't be made. */
export function nativeMemory(buffer) {
    const found = bindings();
    return typeof found === 'string' ? undefined : new NativeMemory(found, buffer);
}
/** Keeps the calling thread on one logical processor. False where that can't be done. */
export function pinThread(processor) {
    const found = bindings();
    if (typeof found === 'string')
        return false;
    const mask = new Uint8Array(128);
    mask[processor >> 3] = 1 << (processor & 7);
    return found.c.sched_setaffinity(0, BigInt(mask.length), mask) === 0;
}
/** A call of the C library that failed: `code` is the errno's name. */
export class NativeError extends Error {
    code;
    constructor(call, errno) {
        const code = getSystemErrorName(-errno);
        super(`${call}: ${code}`);
        this.code = code;
    }
}
function errnoOf(ffi, c) {
    return ffi.getInt32(c.__errno_location());
}
/** Opens the file of a descriptor anew: another open file description, which the kernel counts on its own. */
export function reopen(fd) {
    return openSync(`/proc/self/fd/${fd}`, 'r+');
}
/** struct msghdr (7 words), struct iovec (2), and one struct cmsghdr (2) with its descriptor, of a 64-bit Linux. */
const message = new BigUint64Array(12);
const MESSAGE_IOVEC = 7;
const MESSAGE_CONTROL = 9;
/**
 * Sends bytes on a connected Unix socket, the descriptor with the first of them (SCM_RIGHTS; Node can't). Never waits.
 * Returns how many bytes the kernel took, 0 when the socket takes none now.
 * @throws NativeError for any other failure.
 */
export function sendWithDescriptor(socket, bytes, fd) {
    const found = bindings();
    if (typeof found === 'string')
        throw new Error(found);
    const { ffi, c } = found;
    const at = ffi.getRawPointer(message.buffer);
    message[2] = at + BigInt(MESSAGE_IOVEC * 8);
    message[3] = 1n;
    message[4] = at + BigInt(MESSAGE_CONTROL * 8);
    message[5] = 24n;
    message[MESSAGE_IOVEC] = ffi.getRawPointer(bytes);
    message[MESSAGE_IOVEC + 1] = BigInt(bytes.length);
    message[MESSAGE_CONTROL] = 20n;
    new Int32Array(message.buffer, (MESSAGE_CONTROL + 1) * 8, 3).set([SOL_SOCKET, SCM_RIGHTS, fd]);
    const sent = Number(c.sendmsg(socket, at, MSG_DONTWAIT | MSG_NOSIGNAL));
    if (sent >= 0)
        return sent;
    const errno = errnoOf(ffi, c);
    if (errno === constants.errno.EAGAIN || errno === constants.errno.EINTR)
        return 0;
    throw new NativeError('sendmsg', errno);
}
export class NativeMemory {
    ffi;
    c;
    base;
    constructor({ ffi, c }, buffer) {
        this.ffi = ffi;
        this.c = c;
        this.base = ffi.getRawPointer(buffer);
    }
    /** Makes a range inaccessible. JavaScript must never index it again: that is a SIGSEGV. */
    forbid(address, bytes) {
        return this.c.mprotect(this.base + BigInt(address), BigInt(bytes), PROT_NONE) === 0;
    }
    /**
     * A descriptor of fresh, zeroed memory of exactly `bytes`, 0600, closed on exec, and sealed so that nobody can
     * change its size: a client that truncates an unsealed one kills this process by SIGBUS. Its name holds the segment's
     * id: a client sees by it that it opened this one, and not what has the same path in another PID namespace.
     */
    createSealedMemory(bytes, id = 'probe') {
        const first = this.c.memfd_create(`outrigger-segment-${id}`, MFD_CLOEXEC | MFD_ALLOW_SEALING);
        if (first < 0)
            throw this.failure('memfd_create');
        try {
            ftruncateSync(first, bytes);
            fchmodSync(first, 0o600);
            const seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW;
            if (this.c.fcntl(first, F_ADD_SEALS, seals) !== 0)
                throw this.failure('fcntl(F_ADD_SEALS)');
            // the kernel doesn't count memfd_create's own description among a file's writers, and `isHeldElsewhere` compares
            // with that count: so only one that was opened is kept
            return reopen(first);
        }
        finally {
            closeSync(first);
        }
    }
    /** Lays the memory of `fd` over a range: from now on both are the same pages. */
    mapShared(address, bytes, fd) {
        this.map(address, bytes, MAP_SHARED | MAP_FIXED, fd);
    }
    /** Lays fresh zeroed private memory over a range, as it was before `mapShared`. */
    mapAnonymous(address, bytes) {
        this.map(address, bytes, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1);
    }
    /**
     * Whether anybody else has the file of `fd` open, or mapped even though its descriptor is closed: the kernel grants a
     * write lease only when nobody does. False where it grants no leases at all: then it can't be known.
     */
    isHeldElsewhere(fd) {
        // somebody who opens the file while the lease stands has a signal sent to us: SIGIO unless another is set, which
        // would end this process; the setting ends with each lease. SIGURG is ignored by default.
        if (this.c.fcntl(fd, F_SETSIG, constants.signals.SIGURG) !== 0)
            return false;
        if (this.c.fcntl(fd, F_SETLEASE, F_WRLCK) !== 0)
            return this.errno() === constants.errno.EAGAIN;
        this.c.fcntl(fd, F_SETLEASE, F_UNLCK);
        return false;
    }
    map(address, bytes, flags, fd) {
        const at = this.base + BigInt(address);
        if (this.c.mmap(at, BigInt(bytes), PROT_READ_WRITE, flags, fd, 0n) !== at)
            throw this.failure('mmap');
    }
    errno() {
        return errnoOf(this.ffi, this.c);
    }
    failure(call) {
        return new NativeError(call, this.errno());
    }
}
