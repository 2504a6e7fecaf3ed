/**
 * Maps a segment's pages into this process through node:ffi (Node 26 on Linux), and takes them away so that nothing that
 * still holds the bytes can crash or see another's. The only file of the client that touches node:ffi.
 *
 * Taking away, in this order: the ArrayBuffer is detached (every view of it then has length 0), the pages are replaced in
 * place by anonymous ones (an asynchronous operation of Node's that still holds the address, say a file read on a thread,
 * hits those), and the addresses are given back only when nothing refers to the detached ArrayBuffer any more.
 * Measured for 10 MiB: detach 0.01 ms, replace 0.3 ms, map again with its pages 0.5 ms, where first touching them costs 4.
 */
import { closeSync, fstatSync, openSync } from 'node:fs';
const PROT_READ_WRITE = 1 | 2;
const MAP_SHARED = 0x01;
const MAP_PRIVATE = 0x02;
const MAP_FIXED = 0x10;
const MAP_ANONYMOUS = 0x20;
const MAP_NORESERVE = 0x4000;
const MAP_POPULATE = 0x8000;
const MAP_FAILED = 2n ** 64n - 1n;
/** Where the numbers above are those of <asm-generic/mman.h>. */
const ARCHITECTURES = ['x64', 'arm64', 'riscv64', 'loong64', 's390x'];
let native;
/** Why this process can't map, or undefined if it can. */
export function whyNotMapped() {
    native ??= loadNative();
    return typeof native === 'string' ? native : undefined;
}
/**
 * Maps the first `bytes` of the file at `path`, shared. `populate` brings in the pages that exist already, all at once.
 * Throws if the file can't be opened or mapped, or is shorter: a touch past its end would kill the process.
 */
export function mapFile(path, bytes, populate) {
    native ??= loadNative();
    if (typeof native === 'string')
        throw new Error(native);
    const fd = openSync(path, 'r+');
    try {
        const { size } = fstatSync(fd);
        if (size < bytes)
            throw new Error(`${path} has ${size} bytes, not ${bytes}`);
        const flags = populate ? MAP_SHARED | MAP_POPULATE : MAP_SHARED;
        const address = native.mmap(0n, BigInt(bytes), PROT_READ_WRITE, flags, fd, 0n);
        if (address === MAP_FAILED)
            throw new Error(`mmap of ${bytes} bytes failed`);
        return new NativeMapping(native, address, bytes);
    }
    finally {
        closeSync(fd);
    }
}
function loadNative() {
    if (process.platform !== 'linux')
        return 'segments are mapped on Linux only';
    if (!ARCHITECTURES.includes(process.arch))
        return `segments are not mapped on ${process.arch}`;
    // loading it would print a warning, and to no avail
    if (process.permission?.has('ffi') === false)
        return 'node:ffi is not allowed: run with --allow-ffi';
    // undefined where Node has none, whatever its type says
    const module = process.getBuiltinModule('node:ffi');
    if (module === undefined)
        return `Node ${process.version} has no node:ffi`;
    const { dlopen, toArrayBuffer } = module;
    try {
        const { functions } = dlopen(null, {
            mmap: { arguments: ['u64', 'u64', 'i32', 'i32', 'i32', 'i64'], return: 'u64' },
            munmap: { arguments: ['u64', 'u64'], return: 'i32' },
        });
        return { toArrayBuffer, mmap: functions.mmap, munmap: functions.munmap };
    }
    catch (error) {
        return `the C library could not be loaded: ${error instanceof Error ? error.message : error}`;
    }
}
/** Address ranges whose buffer is detached: unmapped when nothing refers to it. */
const retired = new FinalizationRegistry((unmap) => unmap());
class NativeMapping {
    buffer;
    #native;
    #address;
    #length;
    #retired = false;
    constructor(native, address, bytes) {
        this.#native = native;
        this.#address = address;
        this.#length = BigInt(bytes);
        this.buffer = native.toArrayBuffer(address, bytes, false);
    }
    retire() {
        if (this.#retired)
            return;
        this.#retired = true;
        // handed to another thread, it lives on there: then the addresses are never given back
        const elsewhere = this.buffer.detached;
        if (!elsewhere)
            this.buffer.transfer();
        const { mmap, munmap } = this.#native;
        const flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
        const replaced = mmap(this.#address, this.#length, PROT_READ_WRITE, flags, -1, 0n);
        if (elsewhere || replaced === MAP_FAILED)
            return;
        const [address, length] = [this.#address, this.#length];
        retired.register(this.buffer, () => munmap(address, length));
    }
}
