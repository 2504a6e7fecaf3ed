/**
 * The texts of a request as ranges of memory: inline bytes where they arrived, files read once, ranges of segments where they
 * are. The last are mapped by a client, and copied before anyone works on them: what is validated as UTF-8 is used as such
 * afterwards, so nobody may change it in between.
 */
import { invalidParams, tooLarge } from '../../protocol/errors.ts';
import type { Source } from '../../protocol/sources.ts';
import type { Arena } from '../arena/arena.ts';
import type { ActiveCall } from './active-call.ts';
import { type Eventual, whenReady } from './eventual.ts';
import { checkLengths, type FileSource, type Inputs, type MemoryInput, type MemorySource } from './inputs.ts';

/** A text that the kernel works on in one piece ends here; larger files are scanned in parts by their owner. */
export const TEXT_BYTES_MAX = 256 * 1024 * 1024;

/** As many as the system's thread pool of Node has threads, and as many that wait for one. */
const FILES_AT_ONCE = 8;

export interface Texts {
  readonly inputs: readonly MemoryInput[];
  readonly bytes: number;
}

/** What a request names as its texts. */
export interface TextSources {
  readonly sources: readonly Source[];
  /** The path of a text in the request. */
  readonly field: (index: number) => string;
  /** A list, or texts by their lengths: the result is told a text. */
  readonly many: boolean;
  /** With these the one source holds all texts, one after another. */
  readonly lengths: readonly number[] | undefined;
}

interface TextScope {
  readonly call: ActiveCall;
  readonly inputs: Inputs;
  readonly arena: Arena;
}

/** One text, the field `text`. */
export function oneText(text: Source): TextSources {
  return { sources: [text], field: () => 'text', many: false, lengths: undefined };
}

/** The fields `text`, which may have `lengths`, and `texts`, of which a request has exactly one. */
export function textSources(params: {
  text?: Source | undefined;
  texts?: Source[] | undefined;
  lengths?: number[] | undefined;
}): TextSources {
  const { text, texts, lengths } = params;
  if (text !== undefined) {
    if (texts !== undefined) throw invalidParams('texts', 'no texts beside text');
    if (lengths === undefined) return oneText(text);
    return { sources: [text], field: (index) => `lengths[${index}]`, many: true, lengths };
  }
  if (lengths !== undefined) throw invalidParams('lengths', 'no lengths without text, which they go with');
  if (texts === undefined) throw invalidParams('text', 'text or texts');
  return { sources: texts, field: (index) => `texts[${index}]`, many: true, lengths };
}

/** As `textSources`, for methods that work on a list only. */
export function manyTexts(params: Parameters<typeof textSources>[0]): TextSources {
  if (params.lengths === undefined && params.texts === undefined) throw invalidParams('texts', 'a list of sources');
  return textSources(params);
}

/** The sources as texts; `atOnce` promises that the job runs before this returns. */
export function readTexts(given: TextSources, scope: TextScope, atOnce = false): Eventual<Texts> {
  const { sources, lengths } = given;
  const field = lengths === undefined ? given.field : () => 'text';
  const use = (inputs: readonly MemoryInput[]) => {
    const texts = gather(lengths === undefined ? inputs : split(inputs, lengths));
    scope.call.expect(texts.bytes);
    return texts;
  };
  if (!sources.some((source) => source.kind === 'file')) {
    return use(sources.map((source, i) => readMemory(source as MemorySource, field(i), scope, atOnce)));
  }
  // Memory first: the bytes of the request are only sure to be there before the first file is awaited.
  const ready = sources.map((source, i) =>
    source.kind === 'file' ? undefined : readMemory(source, field(i), scope, false),
  );
  return whenReady(readFiles(sources, ready, field, scope), use);
}

function gather(inputs: readonly MemoryInput[]): Texts {
  return { inputs, bytes: inputs.reduce((sum, { length }) => sum + length, 0) };
}

/** The texts that lie in one source, one after another. */
function split([whole]: readonly MemoryInput[], lengths: readonly number[]): MemoryInput[] {
  const { address = 0, length: bytes = 0, mapped = false } = whole ?? {};
  checkLengths(lengths, bytes);
  let next = address;
  return lengths.map((length) => {
    const text = { address: next, length, mapped };
    next += length;
    return text;
  });
}

/** The same bytes where no client reaches them. */
export function ownText(input: MemoryInput, { inputs, arena }: Pick<TextScope, 'inputs' | 'arena'>): MemoryInput {
  if (!input.mapped) return input;
  const { length } = input;
  const address = inputs.scratch(length);
  arena.bytes.copyWithin(address, input.address, input.address + length);
  return { address, length };
}

function checkSize(bytes: number): void {
  if (bytes > TEXT_BYTES_MAX) throw tooLarge('textBytes', TEXT_BYTES_MAX, bytes, 'pass it in parts');
}

function readMemory(source: MemorySource, field: string, { call, inputs }: TextScope, atOnce: boolean): MemoryInput {
  const length = inputs.memoryBytes(source, field);
  checkSize(length);
  call.admitted.reserve(length, 0);
  if (source.kind !== 'segment') return inputs.memory(source, field, atOnce);
  return { address: inputs.segment(source, field).address, length, mapped: true };
}

/** Several at once, since most of the time of a small file is waiting for the system. */
async function readFiles(
  sources: readonly Source[],
  ready: readonly (MemoryInput | undefined)[],
  field: (index: number) => string,
  { call, inputs }: TextScope,
): Promise<MemoryInput[]> {
  const all = [...ready];
  const failures: unknown[] = [];
  const admit = (length: number) => {
    checkSize(length);
    call.admitted.reserve(length, 0);
  };
  let next = 0;
  const line = async () => {
    for (let i = next++; i < sources.length && failures.length === 0; i = next++) {
      try {
        all[i] ??= await inputs.fileBytes(sources[i] as FileSource, field(i), admit);
      } catch (error) {
        failures[i] = error;
      }
    }
  };
  // all are waited for: the memory that is read into is given back when this rejects
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, line));
  if (failures.length > 0) throw failures.find((failure) => failure !== undefined);
  return all as MemoryInput[];
}
