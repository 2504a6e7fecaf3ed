import { type Command } from '../command.ts';
/** Of `--status`, `--quiet` and `--warn` the last one given holds, as in sha256sum. */
export declare function lastVerbosity(raw: readonly string[]): 'status' | 'quiet' | 'warn' | undefined;
export declare const hashCommand: Command;
