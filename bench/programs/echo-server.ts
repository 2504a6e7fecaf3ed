/**
 * The floor under every round trip: a server that answers each so many bytes with a reply that it has ready, over a Unix
 * socket: plainly, by 'data' events, or (`lean`) reading into one buffer without a stream's events, as the sidecar does.
 * Usage: echo-server.ts PATH REQUEST-BYTES REPLY-IN-HEX [lean]
 */
import { createServer, Socket, type SocketConstructorOpts } from 'node:net';

const [path, request, reply, how] = process.argv.slice(2) as [string, string, string, string | undefined];
const requestBytes = Number(request);
const replyBytes = reply.length / 2;
const ready = Buffer.alloc(replyBytes * 1024, reply, 'hex');

/** Takes what came; what to answer, if a request is complete. */
function answers(): (bytes: number) => Buffer | undefined {
  let pending = 0;
  return (bytes) => {
    pending += bytes;
    const count = Math.floor(pending / requestBytes);
    pending -= count * requestBytes;
    return count === 0 ? undefined : ready.subarray(0, count * replyBytes);
  };
}

function answerPlainly(socket: Socket): void {
  const answer = answers();
  socket.on('data', (chunk) => {
    const data = answer(chunk.length);
    if (data !== undefined) socket.write(data);
  });
  socket.on('error', () => {});
}

function answerLeanly(accepted: Socket): void {
  const owner = accepted as unknown as { _handle: unknown };
  const handle = owner._handle;
  owner._handle = null;
  accepted.destroy();
  const answer = answers();
  const onread = {
    buffer: Buffer.alloc(64 * 1024),
    callback: (bytes: number) => {
      const data = answer(bytes);
      if (data !== undefined) socket.write(data);
      return true;
    },
  };
  // a handle is no documented option of Socket
  const options = { handle, readable: true, writable: true, onread } as unknown as SocketConstructorOpts;
  const socket = new Socket(options);
  socket.on('error', () => {});
  socket.resume();
}

const lean = how === 'lean';
const server = createServer({ pauseOnConnect: lean }, lean ? answerLeanly : answerPlainly);
server.listen(path, () => process.stdout.write('"listening"\n'));
process.stdin.on('end', () => process.exit(0)).resume();
