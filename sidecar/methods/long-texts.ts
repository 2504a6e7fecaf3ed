/**
 * Texts of every size in one request: short ones together, many to a shard; long ones one after another, each over all workers.
 * What is wrong with a text names its place in the request, however it was worked on.
 */
import type { Timing } from '../../protocol/envelope.ts';
import type { Eventual } from '../dispatch/eventual.ts';
import type { MemoryInput } from '../dispatch/inputs.ts';
import type { Texts } from '../dispatch/texts.ts';

/** From here on a text is worth being cut: half a dozen windows of some milliseconds each. */
const LONG_BYTES = 1024 * 1024;

/** The path of a text in the request. */
export type Field = (index: number) => string;

export interface All<R> {
  readonly results: readonly R[];
  readonly timing: Timing;
}

export interface One<R> {
  readonly result: R;
  readonly timing: Timing;
}

interface Work<R> {
  /** Works on texts together; their results, in order. There may be none. */
  short(texts: Texts, field: Field): Eventual<All<R>>;
  long(text: MemoryInput, field: Field): Promise<One<R>>;
}

/** The result of each text, in order. */
export function workByLength<R>(texts: Texts, field: Field, work: Work<R>): Eventual<All<R>> {
  return texts.inputs.some(isLong) ? workOnEach(texts, field, work) : work.short(texts, field);
}

async function workOnEach<R>({ inputs }: Texts, field: Field, work: Work<R>): Promise<All<R>> {
  const results: R[] = [];
  const places = [...inputs.keys()].filter((place) => !isLong(inputs[place] as MemoryInput));
  const short = places.map((place) => inputs[place] as MemoryInput);
  const bytes = short.reduce((sum, { length }) => sum + length, 0);
  const together = await work.short({ inputs: short, bytes }, (index) => field(places[index] ?? 0));
  places.forEach((place, i) => {
    results[place] = together.results[i] as R;
  });
  let { timing } = together;
  for (const [place, input] of inputs.entries()) {
    if (!isLong(input)) continue;
    const alone = await work.long(input, () => field(place));
    results[place] = alone.result;
    timing = addTimings(timing, alone.timing);
  }
  return { results, timing };
}

function isLong({ length }: MemoryInput): boolean {
  return length >= LONG_BYTES;
}

/** Jobs of one request, one after another. */
export function addTimings(first: Timing, ...others: readonly Timing[]): Timing {
  return others.reduce(
    (a, b) => ({ queueMs: a.queueMs, runMs: a.runMs + b.runMs, workers: Math.max(a.workers, b.workers) }),
    first,
  );
}
