/** A vscode-jsonrpc server that answers what it is asked, over a Unix socket. Usage: vscode-server.ts PATH */
import { createServer } from 'node:net';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

const [path] = process.argv.slice(2) as [string];
const server = createServer((socket) => {
  const connection = createMessageConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
  connection.onRequest('echo', (params: unknown) => params);
  connection.onClose(() => connection.dispose());
  connection.listen();
});
server.listen(path, () => process.stdout.write('"listening"\n'));
process.stdin.on('end', () => process.exit(0)).resume();
