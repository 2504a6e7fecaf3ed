/**
 * The texts of a request as ranges of memory that no client maps: inline bytes where they arrived, ranges of segments
 * and files copied once. What is validated as UTF-8 is used as such afterwards, so nobody may change it in between.
 */
import { invalidParams, tooLarge } from '../../protocol/errors.ts';
import type { Source } from '../../protocol/sources.ts';
import type { Arena } from '../arena/arena.ts';
import type { ActiveCall } from './active-call.ts';
import { type Eventual, whenReady } from './eventual.ts';
import { readFileRange } from './files.ts';
import type { FileSource, Inputs, MemoryInput, MemorySource } from './inputs.ts';

/** A text that the kernel works on in one piece ends here; larger files are scanned in parts by their owner. */
export const TEXT_BYTES_MAX = 256 * 1024 * 1024;

export interface Texts {
  readonly inputs: readonly MemoryInput[];
  readonly bytes: number;
}

/** The fields `text` and `texts`, of which a request has exactly one: its sources and each one's path. */
export function textSources(params: { text?: Source | undefined; texts?: Source[] | undefined }) {
  const { text, texts } = params;
  if (text !== undefined && texts !== undefined) throw invalidParams('texts', 'no texts beside text');
  if (text !== undefined) return { sources: [text], field: () => 'text', many: false };
  if (texts === undefined) throw invalidParams('text', 'text or texts');
  return { sources: texts, field: (index: number) => `texts[${index}]`, many: true };
}

/** The sources as texts; `atOnce` promises that the job runs before this returns. */
export function readTexts(
  sources: readonly Source[],
  field: (index: number) => string,
  scope: { call: ActiveCall; inputs: Inputs; arena: Arena },
  atOnce = false,
): Eventual<Texts> {
  if (!sources.some((source) => source.kind === 'file')) {
    return gather(sources.map((source, i) => readMemory(source as MemorySource, field(i), scope, atOnce)));
  }
  // Memory first: the bytes of the request are only sure to be there before the first file is awaited.
  const ready = sources.map((source, i) =>
    source.kind === 'file' ? undefined : readMemory(source, field(i), scope, false),
  );
  return whenReady(readFiles(sources, ready, field, scope), gather);
}

function gather(inputs: readonly MemoryInput[]): Texts {
  return { inputs, bytes: inputs.reduce((sum, { length }) => sum + length, 0) };
}

function checkSize(bytes: number): void {
  if (bytes > TEXT_BYTES_MAX) throw tooLarge('textBytes', TEXT_BYTES_MAX, bytes, 'pass it in parts');
}

function readMemory(
  source: MemorySource,
  field: string,
  { call, inputs, arena }: { call: ActiveCall; inputs: Inputs; arena: Arena },
  atOnce: boolean,
): MemoryInput {
  const length = inputs.memoryBytes(source, field);
  checkSize(length);
  call.admitted.reserve(length, 0);
  if (source.kind !== 'segment') return inputs.memory(source, field, atOnce);
  const shared = inputs.segment(source, field);
  const address = inputs.scratch(length);
  arena.bytes.copyWithin(address, shared.address, shared.address + length);
  return { address, length };
}

async function readFiles(
  sources: readonly Source[],
  ready: readonly (MemoryInput | undefined)[],
  field: (index: number) => string,
  scope: { call: ActiveCall; inputs: Inputs; arena: Arena },
): Promise<MemoryInput[]> {
  const all: MemoryInput[] = [];
  for (const [i, source] of sources.entries()) {
    all.push(ready[i] ?? (await readFile(source as FileSource, field(i), scope)));
  }
  return all;
}

async function readFile(
  source: FileSource,
  field: string,
  { call, inputs, arena }: { call: ActiveCall; inputs: Inputs; arena: Arena },
): Promise<MemoryInput> {
  const range = await inputs.closedFile(source, field);
  if ('address' in range) return range;
  checkSize(range.length);
  call.admitted.reserve(range.length, 0);
  const address = inputs.scratch(range.length);
  await readFileRange(source.path, range.offset, arena.view(address, range.length));
  call.throwIfEnded();
  return { address, length: range.length };
}
