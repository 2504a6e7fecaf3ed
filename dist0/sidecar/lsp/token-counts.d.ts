import type { OpenDocument } from './document.ts';
import type { Session } from './session.ts';
export declare class TokenCounts {
    #private;
    constructor(session: Session);
    /** Whether the file's count is shown: the settings name it, or it has a budget. */
    wanted(document: OpenDocument): boolean;
    /** The most tokens that the file may have: the least of the budgets whose pattern matches. */
    budget(document: OpenDocument): number | undefined;
    /** The count of its newest version. Edits that come meanwhile are counted once, when the running count ends. @throws OutriggerError */
    count(document: OpenDocument): Promise<number>;
    /** The last count, perhaps of an older version. */
    last(document: OpenDocument): number | undefined;
    /** Tokens of a stretch of a file, counted alone, in the encoding that the file is counted in. */
    countText(document: OpenDocument, stretch: string): Promise<number>;
}
