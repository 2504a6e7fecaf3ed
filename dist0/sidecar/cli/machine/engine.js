/** What this Node can do: its version, WebAssembly's SIMD and shared memory, the kernel, the C library by node:ffi. */
import { closeSync } from 'node:fs';
import { ARENA_BYTES_MIN } from '../../../protocol/limits.js';
import { nativeMemory, nativeObstacle } from '../../arena/native.js';
import { compileKernel } from '../../kernel/module.js';
import { finding } from './finding.js';
const NODE_MIN = [20, 19];
const PAGE = 4096;
const WASM_PAGE = 65_536;
/** `(module (func (result v128) (v128.const i64x2 0 0)))`: valid only where simd128 is. */
const SIMD_MODULE = Uint8Array.of(...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // magic, version
...[1, 5, 1, 0x60, 0, 1, 0x7b], // type: () → v128
...[3, 2, 1, 0], // one function of that type
...[10, 22, 1, 20, 0, 0xfd, 12, ...new Uint8Array(16), 0x0b]);
function nodeVersion() {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const [needMajor, needMinor] = NODE_MIN;
    if (major < needMajor || (major === needMajor && minor < needMinor)) {
        throw new Error(`${process.version} is older than v${NODE_MIN.join('.')}`);
    }
    return `${process.version} on ${process.platform} ${process.arch}`;
}
function simd() {
    try {
        new WebAssembly.Module(SIMD_MODULE);
    }
    catch {
        throw new Error('this processor or this Node has no WebAssembly SIMD');
    }
    return 'simd128';
}
/** The least that an arena needs; how much there is, the sidecar tells. */
function sharedMemory() {
    const pages = ARENA_BYTES_MIN / WASM_PAGE;
    new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    return 'workers can share one WebAssembly memory';
}
function kernel() {
    const exports = WebAssembly.Module.exports(compileKernel()).length;
    return `kernel.wasm compiles, with ${exports} exports`;
}
function cLibrary() {
    const why = nativeObstacle();
    if (why !== undefined)
        throw new Error(why);
    return 'the C library can be called';
}
function sealedMemory() {
    cLibrary();
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    const native = nativeMemory(memory.buffer);
    if (native === undefined)
        throw new Error('node:ffi is not usable');
    closeSync(native.createSealedMemory(PAGE, 'doctor'));
    return 'memfd_create and seals work';
}
export function lookAtEngine() {
    return [
        finding('node', 'Node', true, nodeVersion),
        finding('simd', 'WebAssembly SIMD', true, simd),
        finding('shared-memory', 'shared memory', true, sharedMemory),
        finding('kernel', 'the kernel', true, kernel),
        finding('ffi', 'node:ffi', false, cLibrary, 'no mapped segments, guard pages or pinning'),
        finding('memfd', 'sealed memory', false, sealedMemory, 'bytes travel through the socket instead'),
    ];
}
