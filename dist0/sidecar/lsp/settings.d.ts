/**
 * Where settings come from and when they are read again: the editor's configuration, the folders' files, both watched where
 * the editor can. Problems in an outrigger.json are shown in that file. It must never judge a setting itself.
 */
import type { Reports } from './reports.ts';
import type { Session } from './session.ts';
export declare class Settings {
    #private;
    constructor(session: Session, reports: Reports);
    /** The editor is ready: asks for its settings, and to be told of changes, where it can. */
    begin(): Promise<void>;
    /** Reads everything again, and has everything shown anew. */
    reload(): Promise<void>;
    load(): Promise<void>;
}
