/**
 * What a command of the CLI is: its words for `--help`, its options, and what it does. Commands return an exit code and
 * throw UsageError for wrong usage; none of them exits the process or touches yargs beyond its own options.
 */
import type { Options } from 'yargs';
import type { Terminal } from './terminal.ts';
/** 0: done; 1: it failed, or found what it looks for; 2: wrong usage. */
export type ExitCode = 0 | 1 | 2;
export declare const EXIT: {
    readonly ok: 0;
    readonly failed: 1;
    readonly usage: 2;
};
/** What was asked for makes no sense: told with a hint at `--help`, exit code 2. */
export declare class UsageError extends Error {
}
/** Something ordinary failed (no sidecar, a file that can't be read): told in one line, exit code 1. */
export declare class CommandFailure extends Error {
}
/** Parsed options by their camelCase and kebab-case names; each command reads those that it declared. */
export type Parsed = Readonly<Record<string, unknown>>;
export interface Invocation {
    options: Parsed;
    /** What is no option, in the order given: names without loss (see names.ts). */
    operands: string[];
    /** Everything after the command's name as it was given. */
    raw: string[];
    terminal: Terminal;
}
export interface Command {
    name: string;
    /** What follows the name in the usage line. */
    operands?: string;
    /** The most operands that it takes; 0 if absent. */
    maxOperands?: number;
    describe: string;
    /** By kebab-case name, as `--help` shows them. */
    options: Record<string, Options>;
    /** `[command line, what it does]` for `--help`. */
    examples: readonly (readonly [string, string])[];
    /** Paragraphs below the options in `--help`. */
    epilogue?: string;
    run(invocation: Invocation): Promise<ExitCode>;
}
/** An option that takes no value; `nargs: 0`, or yargs would take a file named `true` behind it for its value. */
export declare function flag(describe: string, more?: Options): Options;
/** An option that takes one value. */
export declare function value(describe: string, more?: Options): Options;
export declare const jsonOption: Options;
/** The last value of a text option, or undefined. */
export declare function text(options: Parsed, name: string): string | undefined;
/** A non-negative integer, perhaps with a binary unit: `16m`, `16MiB`, `16777216`. Throws UsageError. */
export declare function count(options: Parsed, name: string, min?: number): number | undefined;
