/**
 * Texts on their way to the sidecar. Batches and small files travel in a request; a long one, which no request holds, by a
 * segment, and one at a time: with the batches beside it that stays within what a connection may have in flight.
 */
import type { Outrigger } from '../../../client/outrigger.ts';
import type { SourceInput } from '../../../protocol/sources.ts';
import { BATCH_CHARACTERS } from './inputs.ts';

export class Passage {
  readonly #rig: Outrigger;
  /** Settles when the long text before is done. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(rig: Outrigger) {
    this.#rig = rig;
  }

  /** Hands the texts of a batch to `work`, as sources. */
  pass<R>(texts: string[], work: (sources: SourceInput[]) => Promise<R>): Promise<R> {
    const [text = ''] = texts;
    if (texts.length !== 1 || text.length <= BATCH_CHARACTERS) return work(texts);
    const done = this.#turn.then(() => this.#bySegment(text, work));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #bySegment<R>(text: string, work: (sources: SourceInput[]) => Promise<R>): Promise<R> {
    const bytes = Buffer.from(text);
    const segment = await this.#rig.segment(bytes.length);
    try {
      await segment.write(0, bytes);
      return await work([segment.range(0, bytes.length)]);
    } finally {
      await segment.dispose();
    }
  }
}
