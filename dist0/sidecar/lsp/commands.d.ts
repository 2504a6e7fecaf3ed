/** The commands that editors may have the server execute, by name. Only hands them on; an unknown one is the editor's error. */
import { type CancellationToken, type ExecuteCommandParams } from 'vscode-languageserver-protocol';
import type { Session } from './session.ts';
/** `args` are the editor's: to be judged by the command. */
export type Run = (args: unknown[], token: CancellationToken, params: ExecuteCommandParams) => Promise<unknown>;
export declare class Commands {
    #private;
    constructor({ connection, handlers }: Session);
    add(name: string, run: Run): void;
}
