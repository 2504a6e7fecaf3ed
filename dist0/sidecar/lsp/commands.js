/** The commands that editors may have the server execute, by name. Only hands them on; an unknown one is the editor's error. */
import { ErrorCodes, ExecuteCommandRequest, ResponseError, } from 'vscode-languageserver-protocol';
export class Commands {
    #runs = new Map();
    constructor({ connection, handlers }) {
        handlers.push(connection.onRequest(ExecuteCommandRequest.type, async (params, token) => {
            const run = this.#runs.get(params.command);
            if (run === undefined)
                throw new ResponseError(ErrorCodes.InvalidParams, `there is no command ${params.command}`);
            return (await run(params.arguments ?? [], token, params)) ?? null;
        }));
    }
    add(name, run) {
        this.#runs.set(name, run);
    }
}
