/** `rig.prompt`: everything a prompt needs before a model sees it, for a whole batch in one call. */
import type { CommonParams, PrepareParams, PrepareResult, SourceInput } from '../protocol/index.ts';
import type { Call, CallOptions } from './call.ts';
import { textsGiven } from './text.ts';

/** Which steps to take; each that is absent is left out. */
export interface PrepareOptions extends CallOptions, Omit<PrepareParams, 'text' | 'texts' | keyof CommonParams> {}

export class Prompt {
  readonly #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  /**
   * Normalises, redacts, counts and cuts, digests and de-duplicates texts, in this order and in one pass over all
   * workers; the items come back in the order of the texts.
   */
  prepare(texts: SourceInput | SourceInput[], options: PrepareOptions = {}): Promise<PrepareResult> {
    const { normalize, redact, encoding, maxTokens, dedupe, lengths, ...rest } = options;
    return this.#call(
      'prompt/prepare',
      { ...textsGiven(texts, lengths), normalize, redact, encoding, maxTokens, dedupe },
      rest,
    );
  }
}
