import type { ServeOptions } from './service.ts';
/** The command line is wrong: exit code 2. */
export declare class WrongUsage extends Error {
    readonly name = "WrongUsage";
}
/** @throws WrongUsage for an unknown flag, an operand, or a value of the wrong kind. */
export declare function readServeArguments(args: readonly string[], env: Record<string, string | undefined>): ServeOptions;
