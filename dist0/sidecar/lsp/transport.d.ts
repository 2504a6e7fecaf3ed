/**
 * How the editor reaches the language server, in the spellings editors use: `--stdio`, `--socket=PORT` and `--pipe=NAME`
 * (both of them the editor's, that we connect to). Opens streams; it must never know what passes through them.
 */
import { type MessageReader, type MessageWriter } from 'vscode-languageserver-protocol/node';
export type Transport = {
    kind: 'stdio';
} | {
    kind: 'socket';
    port: number;
} | {
    kind: 'pipe';
    name: string;
};
export interface Wires {
    reader: MessageReader;
    writer: MessageWriter;
}
export declare function openTransport(transport: Transport): Wires;
