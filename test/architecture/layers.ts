/**
 * Who may import whom: docs/ARCHITECTURE.md's lines as a table. Pure: files in, violations out. Where an import is
 * allowed in one place only, that place is named here with its reason.
 */
import { type Import, importsOf } from './imports.ts';
import { isSource, type SourceFile } from './tree.ts';

export interface Violation {
  path: string;
  problem: string;
}

/** The CLI is a client like any other, but for starting a sidecar and for looking at the machine (`doctor`). */
const CLI_REACHES_INTO = [
  'sidecar/serve.ts',
  'sidecar/version.ts',
  'sidecar/server/',
  'sidecar/lsp/server.ts',
  'sidecar/arena/native.ts',
  'sidecar/kernel/module.ts',
  'sidecar/pool/topology.ts',
];

interface Layer {
  /** Files it holds, by the beginning of their path; the first layer that matches counts. */
  of: string[];
  may: string[];
  /** What it must not, though `may` covers it. */
  never?: string[];
}

const FRONT = ['sidecar/cli/', 'sidecar/lsp/', 'sidecar/findings/'];

const LAYERS: Layer[] = [
  { of: ['protocol/'], may: ['protocol/'] },
  { of: ['client/'], may: ['client/', 'protocol/'] },
  { of: ['sidecar/cli/'], may: ['sidecar/cli/', 'sidecar/findings/', 'client/', 'protocol/', ...CLI_REACHES_INTO] },
  { of: ['sidecar/lsp/'], may: ['sidecar/lsp/', 'sidecar/findings/', 'client/', 'protocol/', 'sidecar/version.ts'] },
  // what `outrigger scan` and the language server judge alike: it knows neither
  { of: ['sidecar/findings/'], may: ['sidecar/findings/', 'protocol/'] },
  {
    of: ['sidecar/server/'],
    may: ['sidecar/', 'protocol/'],
    never: [...FRONT, 'sidecar/pool/', 'sidecar/arena/', 'sidecar/kernel/', 'sidecar/methods/'],
  },
  {
    of: ['sidecar/methods/'],
    may: ['sidecar/', 'protocol/'],
    never: [...FRONT, 'sidecar/server/', 'protocol/framing/', 'protocol/codec/', 'node:net', 'node:stream'],
  },
  {
    of: ['sidecar/pool/', 'sidecar/arena/', 'sidecar/kernel/'],
    may: ['sidecar/', 'protocol/'],
    never: [...FRONT, 'sidecar/server/', 'sidecar/methods/', 'protocol/framing/', 'protocol/codec/'],
  },
  { of: ['sidecar/'], may: ['sidecar/', 'protocol/'], never: FRONT },
];

/** What only these places may import. */
const ONLY: Record<string, string[]> = {
  'node:ffi': ['sidecar/arena/native.ts', 'client/mapping.ts'],
  yargs: ['sidecar/cli/'],
  pino: ['sidecar/log/'],
  'pino-pretty': ['sidecar/log/'],
  'vscode-jsonrpc': ['client/vscode.ts', 'client/vscode/', 'sidecar/lsp/'],
  'node:net': ['sidecar/server/', 'sidecar/log/', 'client/'],
};

/** The protocol is pure: bytes and values in and out, and no I/O at all. */
const PROTOCOL_BUILTINS = ['node:buffer', 'node:os', 'node:util'];

const within = (path: string, places: string[]) => places.some((place) => path === place || path.startsWith(place));

function judge({ from, to }: Import): string | undefined {
  const layer = LAYERS.find(({ of }) => within(from, of));
  const ours = /^(?:protocol|client|sidecar|crates|test|scripts|bench)\//.test(to);
  if (layer !== undefined && ours && !within(to, layer.may)) return `${layer.of[0]} must not import ${to}`;
  if (layer?.never !== undefined && within(to, layer.never)) return `${layer.of[0]} must not import ${to}`;
  const places = ONLY[to];
  if (places !== undefined && !within(from, places)) return `only ${places.join(', ')} may import ${to}`;
  if (from.startsWith('protocol/') && to.startsWith('node:') && !PROTOCOL_BUILTINS.includes(to)) {
    return `protocol/ is pure: it must not import ${to}`;
  }
  return undefined;
}

/** Imports that cross a line. Types count too: knowing a shape is knowing. */
export function layerViolations(files: SourceFile[]): Violation[] {
  return files
    .filter(isSource)
    .flatMap(importsOf)
    .filter(({ started }) => !started)
    .flatMap((edge) => {
      const problem = judge(edge);
      return problem === undefined ? [] : [{ path: edge.from, problem }];
    });
}

/** Only sidecar/kernel makes instances: it and the arena alone know the kernel's ABI. */
export function abiViolations(files: SourceFile[]): Violation[] {
  return files
    .filter((file) => isSource(file) && !/^sidecar\/(?:kernel|arena)\//.test(file.path))
    .filter(({ text }) => /new WebAssembly\.Instance|WebAssembly\.instantiate/.test(text))
    .map(({ path }) => ({ path, problem: 'only sidecar/kernel may make an instance of the kernel' }));
}
