export declare const LOG_LEVELS: readonly ['silent', 'error', 'warn', 'info', 'debug'];
export type LogLevel = (typeof LOG_LEVELS)[number];
export type Fields = Record<string, unknown>;
export interface Log {
    error(message: string, fields?: Fields): void;
    warn(message: string, fields?: Fields): void;
    info(message: string, fields?: Fields): void;
    debug(message: string, fields?: Fields): void;
}
/** Logs nothing: for tests, and for embedders. */
export declare const SILENT_LOG: Log;
export declare class StderrLog implements Log {
    #private;
    constructor(level: LogLevel);
    /** Lines that were never written. */
    get dropped(): number;
    error(message: string, fields?: Fields): void;
    warn(message: string, fields?: Fields): void;
    info(message: string, fields?: Fields): void;
    debug(message: string, fields?: Fields): void;
    /** Writes what can be written at once, and lets go of stderr. Never waits. */
    close(): void;
}
