/** The committed kernel on a memory of its own, set up as docs/KERNEL-ABI.md says: for programs that measure it without a worker. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const MIB = 1024 * 1024;
const MEMORY_PAGES = 8192;
const STACK = 2 * MIB;
const HEAP = 3 * MIB;

/** The folder that the kernel and the vocabularies are in. */
export const KERNEL_FOLDER = join(import.meta.dirname, '../../sidecar/kernel');

interface Setup {
  readonly __stack_pointer: { value: number };
  __wasm_init_tls(base: number): void;
  outrigger_slab_init(heapStart: number, heapEnd: number): void;
  outrigger_answer_ptr(): number;
  outrigger_answer_free(): void;
}

/** The exports that every program needs, besides those of its own, and all memory; from `heapEnd` on it is the caller's. */
export interface KernelInstance<Exports> {
  readonly kernel: Exports & Pick<Setup, 'outrigger_answer_ptr' | 'outrigger_answer_free'>;
  readonly bytes: Uint8Array;
}

export function openKernel<Exports>(heapEnd: number): KernelInstance<Exports> {
  const memory = new WebAssembly.Memory({ initial: MEMORY_PAGES, maximum: MEMORY_PAGES, shared: true });
  const module = new WebAssembly.Module(readFileSync(join(KERNEL_FOLDER, 'kernel.wasm')));
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports & Setup;
  kernel.__stack_pointer.value = STACK;
  kernel.__wasm_init_tls(STACK);
  kernel.outrigger_slab_init(HEAP, heapEnd);
  return { kernel, bytes: new Uint8Array(memory.buffer) };
}

/** Throws when a function's status isn't that of success. */
export function check(status: number): void {
  if (status !== 0) throw new Error(`the kernel returned ${status}`);
}
