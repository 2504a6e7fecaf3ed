import type { Commands } from './commands.ts';
import type { Session } from './session.ts';
export declare const ADD_TO_BASELINE = "outrigger.addToBaseline";
export declare const REDACT_ALL_KIND: string;
export declare class Actions {
    #private;
    constructor(session: Session, commands: Commands, reload: () => Promise<void>);
}
