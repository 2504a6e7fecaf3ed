/** The commands that editors may have the server execute, by name. Only hands them on; an unknown one is the editor's error. */
import {
  type CancellationToken,
  ErrorCodes,
  type ExecuteCommandParams,
  ExecuteCommandRequest,
  ResponseError,
} from 'vscode-languageserver-protocol';
import type { Session } from './session.ts';

/** `args` are the editor's: to be judged by the command. */
export type Run = (args: unknown[], token: CancellationToken, params: ExecuteCommandParams) => Promise<unknown>;

export class Commands {
  readonly #runs = new Map<string, Run>();

  constructor({ connection, handlers }: Session) {
    handlers.push(
      connection.onRequest(ExecuteCommandRequest.type, async (params, token) => {
        const run = this.#runs.get(params.command);
        if (run === undefined)
          throw new ResponseError(ErrorCodes.InvalidParams, `there is no command ${params.command}`);
        return (await run(params.arguments ?? [], token, params)) ?? null;
      }),
    );
  }

  add(name: string, run: Run): void {
    this.#runs.set(name, run);
  }
}
