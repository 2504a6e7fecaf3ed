import type { Source } from '../../protocol/sources.ts';
import type { Arena } from '../arena/arena.ts';
import type { ActiveCall } from './active-call.ts';
import { type Eventual } from './eventual.ts';
import { type Inputs, type MemoryInput } from './inputs.ts';
/** A text that the kernel works on in one piece ends here; larger files are scanned in parts by their owner. */
export declare const TEXT_BYTES_MAX: number;
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
export declare function oneText(text: Source): TextSources;
/** The fields `text`, which may have `lengths`, and `texts`, of which a request has exactly one. */
export declare function textSources(params: {
    text?: Source | undefined;
    texts?: Source[] | undefined;
    lengths?: number[] | undefined;
}): TextSources;
/** As `textSources`, for methods that work on a list only. */
export declare function manyTexts(params: Parameters<typeof textSources>[0]): TextSources;
/** The sources as texts; `atOnce` promises that the job runs before this returns. */
export declare function readTexts(given: TextSources, scope: TextScope, atOnce?: boolean): Eventual<Texts>;
/** The same bytes where no client reaches them. */
export declare function ownText(input: MemoryInput, { inputs, arena }: Pick<TextScope, 'inputs' | 'arena'>): MemoryInput;
export {};
