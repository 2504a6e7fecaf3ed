/**
 * What a built kernel must be and must not be, whoever builds it (DESIGN, "No lock in the kernel"): the build and
 * `npm test` both ask here. Bytes in, complaints out; what the module exports must be what the ABI's document names.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATICS_BYTES } from '../../sidecar/arena/layout.ts';
import { type ModuleFacts, readModule } from './wasm-reader.ts';

const WASM_PAGE = 65536;

/** 4 GiB less one page: an import's maximum must be at least the host memory's, and no host makes a larger one. */
export const MAX_PAGES = 65535;

/** Runs at instantiation; the only function that may wait: for the first instance to have copied the statics. */
const INITIALISER = '__wasm_init_memory';

/** What the linker exports; each is explained in the ABI's document. */
const LINKER_EXPORTS = [
  'function __wasm_init_tls',
  ...['__data_end', '__heap_base', '__stack_pointer', '__tls_align', '__tls_base', '__tls_size'].map(
    (name) => `global ${name}`,
  ),
];

const ABI_DOCUMENT = join(import.meta.dirname, '../../docs/KERNEL-ABI.md');

/** The functions of the ABI: those that a row of a table in docs/KERNEL-ABI.md begins with, as `name(arguments)`. */
export function documentedFunctions(document = readFileSync(ABI_DOCUMENT, 'utf8')): string[] {
  return Array.from(document.matchAll(/^\| `([a-z_0-9]+)\(/gm), ([, name = '']) => name);
}

/** All that is wrong with a kernel module, in words; nothing when it is right. `functions` are those of the ABI. */
export function moduleFaults(bytes: Uint8Array, functions = documentedFunctions()): string[] {
  const facts = readModule(bytes);
  return [...importFaults(facts), ...exportFaults(facts, functions), ...instructionFaults(facts), ...pathFaults(bytes)];
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

function exportFaults({ exports }: ModuleFacts, functions: string[]): string[] {
  const expected = [...LINKER_EXPORTS, ...functions.map((name) => `function ${name}`)];
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
