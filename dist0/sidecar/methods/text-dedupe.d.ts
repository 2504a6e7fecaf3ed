/** `text/dedupe`: signatures of the texts over all workers, then one shard that groups them. */
import type { Timing } from '../../protocol/envelope.ts';
import { type Eventual } from '../dispatch/eventual.ts';
import { type Texts } from '../dispatch/texts.ts';
import type { CallScope, Handler } from './handler.ts';
import { type Results } from './text-job.ts';
export interface Grouping {
    /** For each text the index of the first that is the same. */
    readonly firsts: readonly number[];
    readonly timing: Timing;
}
export declare const dedupeHandler: Handler<'text/dedupe'>;
/** Texts with the same SHA-256. */
export declare function groupEqual(texts: Texts, scope: CallScope): Eventual<Grouping>;
/** Texts whose word 5-shingles are alike, in groups of verified pairs. */
export declare function groupNear(texts: Texts, threshold: number, scope: CallScope, field: (index: number) => string): Eventual<Grouping>;
/** Groups texts by what `text_shingles` answered for each. */
export declare function groupSigned(signed: Results, threshold: number, timing: Timing, scope: CallScope): Eventual<Grouping>;
