/**
 * What a built kernel must be and must not be, whoever builds it (DESIGN, "No lock in the kernel"): the build and
 * `npm test` both ask here. Pure: bytes in, complaints out.
 */
import { STATICS_BYTES } from '../../sidecar/arena/layout.ts';
import { type ModuleFacts, readModule } from './wasm-reader.ts';

const WASM_PAGE = 65536;

/** 4 GiB less one page: an import's maximum must be at least the host memory's, and no host makes a larger one. */
export const MAX_PAGES = 65535;

/** Runs at instantiation; the only function that may wait: for the first instance to have copied the statics. */
const INITIALISER = '__wasm_init_memory';

/** Everything that the module exports. The ABI is docs/KERNEL-ABI.md; what is not in it is not exported. */
export const KERNEL_EXPORTS = {
  functions: [
    '__wasm_init_tls',
    'hash_messages',
    'hash_records',
    'hash_stream_abort',
    'hash_stream_begin',
    'hash_stream_finish',
    'hash_stream_update',
    'outrigger_abi_version',
    'outrigger_panic_ptr',
    'outrigger_slab_init',
  ],
  globals: ['__data_end', '__heap_base', '__stack_pointer', '__tls_align', '__tls_base', '__tls_size'],
} as const;

/** All that is wrong with a kernel module, in words; nothing when it is right. */
export function moduleFaults(bytes: Uint8Array): string[] {
  const facts = readModule(bytes);
  return [...importFaults(facts), ...exportFaults(facts), ...instructionFaults(facts), ...pathFaults(bytes)];
}

function importFaults({ imports, memories }: ModuleFacts): string[] {
  const named = imports.map(({ module, name, kind }) => `${kind} ${module}.${name}`);
  if (named.join() !== 'memory env.memory')
    return [`it must import the memory env.memory alone, not: ${named.join(', ')}`];
  const [memory, ...others] = memories;
  if (memory === undefined || others.length > 0) return ['it must have one memory'];
  const faults: string[] = [];
  if (!memory.shared) faults.push('its memory must be shared');
  if (memory.initial * WASM_PAGE > STATICS_BYTES) {
    faults.push(`it asks for ${memory.initial} pages: more statics than the arena keeps for them`);
  }
  if (memory.maximum !== MAX_PAGES)
    faults.push(`its memory's maximum must be ${MAX_PAGES} pages, not ${memory.maximum}`);
  return faults;
}

function exportFaults({ exports }: ModuleFacts): string[] {
  const expected = [
    ...KERNEL_EXPORTS.functions.map((name) => `function ${name}`),
    ...KERNEL_EXPORTS.globals.map((name) => `global ${name}`),
  ];
  const actual = exports.map(({ kind, name }) => `${kind} ${name}`);
  return [
    ...expected.filter((each) => !actual.includes(each)).map((each) => `it lacks the export ${each}`),
    ...actual.filter((each) => !expected.includes(each)).map((each) => `it exports what is not in the ABI: ${each}`),
  ];
}

function instructionFaults({ functions, start }: ModuleFacts): string[] {
  const label = (index: number, name: string) => name || `function ${index}`;
  const faults: string[] = [];
  if (!functions.some(({ vectors }) => vectors > 0)) faults.push('it holds no vector instruction');
  if (!functions.some(({ atomics }) => atomics > 0)) faults.push('it holds no atomic instruction');
  for (const { index, name, memoryGrows, waits } of functions) {
    if (memoryGrows > 0) faults.push(`it grows the memory in ${label(index, name)}`);
    if (waits > 0 && (index !== start || name !== INITIALISER)) faults.push(`it waits in ${label(index, name)}`);
  }
  return faults;
}

/** Paths of the building machine and hosts' names get in by panic locations when they aren't remapped. */
function pathFaults(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const found = /[\w.-]*\/(?:registry|rustlib|home|tmp|Users|build)\/[\w./-]*|index\.crates[\w.-]*/.exec(text);
  return found === null ? [] : [`it holds a path of the machine that built it: ${found[0]}`];
}
