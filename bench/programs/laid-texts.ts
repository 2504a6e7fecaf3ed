/** Texts that lie in a mapped segment, one after another, as a program leaves them that fills it itself: nothing is sent but lengths. */
import type { Outrigger, SourceInput } from '../../client/index.ts';

export interface LaidTexts {
  readonly source: SourceInput;
  /** Bytes of each. */
  readonly lengths: number[];
}

/** Lays texts in a segment of the connection, which is given back with it. */
export async function layTexts(rig: Outrigger, texts: readonly string[]): Promise<LaidTexts> {
  const encoded = texts.map((text) => Buffer.from(text));
  const lengths = encoded.map(({ length }) => length);
  const all = Buffer.concat(encoded);
  const segment = await rig.segment(all.length);
  await segment.write(0, all);
  return { source: segment.range(0, all.length), lengths };
}
