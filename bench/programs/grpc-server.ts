/**
 * A gRPC server over a Unix socket: echoes, or hashes records with the same kernel on its own thread. Usage: grpc-server.ts PATH
 */
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from '@grpc/grpc-js';
import { hashRecords, startKernel } from '../stacks/kernel.ts';
import { BENCH_SERVICE, UNBOUNDED } from './grpc.ts';

type Call = ServerUnaryCall<Buffer, Buffer>;
type Answer = sendUnaryData<Buffer>;

const [path] = process.argv.slice(2) as [string];
startKernel();
const server = new Server(UNBOUNDED);
server.addService(BENCH_SERVICE, {
  echo: (call: Call, answer: Answer) => answer(null, call.request),
  hash: (call: Call, answer: Answer) => {
    const { digests } = hashRecords(call.request);
    answer(null, Buffer.from(digests.buffer));
  },
});
server.bindAsync(`unix:${path}`, ServerCredentials.createInsecure(), (error) => {
  if (error !== null) throw error;
  process.stdout.write('"listening"\n');
});
process.stdin.on('end', () => process.exit(0)).resume();
