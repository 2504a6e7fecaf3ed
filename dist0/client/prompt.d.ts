/** `rig.prompt`: everything a prompt needs before a model sees it, for a whole batch in one call. */
import type { CommonParams, PrepareParams, PrepareResult, SourceInput } from '../protocol/index.ts';
import type { Call, CallOptions } from './call.ts';
/** Which steps to take; each that is absent is left out. */
export interface PrepareOptions extends CallOptions, Omit<PrepareParams, 'text' | 'texts' | keyof CommonParams> {
}
export declare class Prompt {
    #private;
    constructor(call: Call);
    /**
     * Normalises, redacts, counts and cuts, digests and de-duplicates texts, in this order and in one pass over all
     * workers; the items come back in the order of the texts.
     */
    prepare(texts: SourceInput | SourceInput[], options?: PrepareOptions): Promise<PrepareResult>;
}
