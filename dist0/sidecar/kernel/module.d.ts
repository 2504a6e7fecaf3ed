/** Compiles the kernel. `file` is for tests, which bring kernels that trap. */
export declare function compileKernel(file?: URL | string): WebAssembly.Module;
