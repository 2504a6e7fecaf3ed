/**
 * The kernel's module: read from beside this file and compiled once, on the main thread; workers get the compiled
 * module by postMessage, which shares its code.
 */
import { readFileSync } from 'node:fs';
const kernelFile = new URL('./kernel.wasm', import.meta.url);
/** Compiles the kernel. `file` is for tests, which bring kernels that trap. */
export function compileKernel(file = kernelFile) {
    return new WebAssembly.Module(readFileSync(file));
}
