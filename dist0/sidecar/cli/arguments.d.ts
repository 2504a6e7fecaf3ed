/** The last `count` arguments of a NUL-terminated command line, as names without loss. */
export declare function lastArguments(cmdline: Uint8Array, count: number): string[];
/** The arguments after the script's name. */
export declare function rawArguments(argv?: readonly string[]): string[];
/** The working directory, which need not be UTF-8 either. */
export declare function workingDirectory(): string;
