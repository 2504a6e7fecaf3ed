/**
 * The floor under every round trip: a server that answers each so many bytes with a reply that it has ready, over a Unix
 * socket, read and written as the sidecar does. Usage: echo-server.ts PATH REQUEST-BYTES REPLY-IN-HEX
 */
import { createServer, Socket, type SocketConstructorOpts } from 'node:net';

const [path, request, reply] = process.argv.slice(2) as [string, string, string];
const requestBytes = Number(request);
const replyBytes = reply.length / 2;
const ready = Buffer.alloc(replyBytes * 1024, reply, 'hex');

const server = createServer({ pauseOnConnect: true }, (accepted) => {
  // the sidecar's own way to read: into one buffer, without a stream's events
  const owner = accepted as unknown as { _handle: unknown };
  const handle = owner._handle;
  owner._handle = null;
  accepted.destroy();
  const buffer = Buffer.alloc(64 * 1024);
  let pending = 0;
  const options = {
    handle,
    readable: true,
    writable: true,
    onread: {
      buffer,
      callback: (bytes: number) => {
        pending += bytes;
        const count = Math.floor(pending / requestBytes);
        pending -= count * requestBytes;
        if (count > 0) socket.write(ready.subarray(0, count * replyBytes));
        return true;
      },
    },
  };
  const socket = new Socket(options as unknown as SocketConstructorOpts);
  socket.on('error', () => {});
  socket.resume();
});
server.listen(path, () => process.stdout.write('"listening"\n'));
process.stdin.on('end', () => process.exit(0)).resume();
