import type { OpenDocument } from './document.ts';
import type { Reports } from './reports.ts';
import type { Session } from './session.ts';
export declare class Tokens {
    #private;
    constructor(session: Session, reports: Reports);
    /** A version was checked: its count is due where it has a budget. */
    checked(document: OpenDocument): Promise<void>;
    /** Settings changed: the editor asks for what it shows again. */
    refresh(): void;
}
