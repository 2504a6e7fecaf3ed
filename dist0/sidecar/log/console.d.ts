import type { Log } from './log.ts';
/** To be called before anything else that could print. */
export declare function redirectConsole(log: Log): void;
/** Node's warnings go to the log, unless `--no-warnings` silences them. */
export declare function redirectWarnings(log: Log): void;
