/** `outrigger lsp`: the language server, as editors start it. Loads it for this command alone. */
import { count, flag, text, UsageError, value } from '../command.js';
/** Exactly one way to the editor; stdio where none is named. Throws UsageError. */
function transportOf(options) {
    const port = count(options, 'socket', 1);
    const name = text(options, 'pipe');
    const ways = [options.stdio === true, port !== undefined, name !== undefined].filter(Boolean);
    if (ways.length > 1)
        throw new UsageError('--stdio, --socket and --pipe exclude each other');
    if (port !== undefined && port > 65_535)
        throw new UsageError('--socket: expected a port, at most 65535');
    if (port !== undefined)
        return { kind: 'socket', port };
    return name === undefined ? { kind: 'stdio' } : { kind: 'pipe', name };
}
export const lspCommand = {
    name: 'lsp',
    describe: 'Start the language server: secrets, personal data and token counts in any editor',
    options: {
        stdio: flag('speak on stdin and stdout (the default)'),
        socket: value('connect to the editor on this port of the loopback interface'),
        pipe: value('connect to the editor on this Unix socket or named pipe'),
        'client-process-id': value('end when this process ends', { alias: 'clientProcessId' }),
        private: flag("start a sidecar of its own instead of using this user's"),
    },
    examples: [
        ['$0 lsp --stdio', 'as an editor starts it; docs/EDITORS.md has the snippets'],
        ['$0 lsp --stdio --private', 'with a sidecar that nobody else uses'],
    ],
    epilogue: 'What is looked for is set in outrigger.json at the root of a workspace, or in the settings of the editor.',
    async run({ options }) {
        const transport = transportOf(options);
        const clientProcessId = count(options, 'client-process-id', 1);
        const { serveEditor } = await import('../../lsp/server.js');
        return serveEditor({ transport, private: options.private === true, clientProcessId });
    },
};
