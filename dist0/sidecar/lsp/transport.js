/**
 * How the editor reaches the language server, in the spellings editors use: `--stdio`, `--socket=PORT` and `--pipe=NAME`
 * (both of them the editor's, that we connect to). Opens streams; it must never know what passes through them.
 */
import { createServerPipeTransport, createServerSocketTransport, StreamMessageReader, StreamMessageWriter, } from 'vscode-languageserver-protocol/node';
export function openTransport(transport) {
    if (transport.kind === 'stdio') {
        // stdout belongs to the protocol: a stray line in it would end the session
        console.log = console.error;
        console.info = console.error;
        console.debug = console.error;
        return { reader: new StreamMessageReader(process.stdin), writer: new StreamMessageWriter(process.stdout) };
    }
    const [reader, writer] = transport.kind === 'socket'
        ? createServerSocketTransport(transport.port)
        : createServerPipeTransport(transport.name);
    return { reader, writer };
}
