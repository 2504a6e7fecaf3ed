import type { TokenEncoding } from '../../protocol/methods/text.ts';
import type { Arena } from '../arena/arena.ts';
import type { Scheduler } from './scheduler.ts';
export interface VocabularyTable {
    readonly table: number;
    readonly tableBytes: number;
}
export declare class Vocabularies {
    private readonly arena;
    private readonly scheduler;
    private readonly ready;
    private readonly building;
    constructor(arena: Arena, scheduler: Scheduler);
    /** The table of an encoding: at once when it is there. A build that fails is tried again by the next request. */
    table(encoding: TokenEncoding): VocabularyTable | Promise<VocabularyTable>;
    private build;
    private run;
}
