/** `utf8`: whether the terminal's locale shows non-ASCII characters; else their bytes are written in octal. */
export declare function quoted(name: string, utf8?: boolean): string;
/** Whether the environment's locale is a UTF-8 one, by POSIX's order of the variables. */
export declare function localeIsUtf8(env?: NodeJS.ProcessEnv): boolean;
