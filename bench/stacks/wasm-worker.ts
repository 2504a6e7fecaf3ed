/**
 * The worker of all the stacks that have plain Wasm in threads without shared memory: pieces come in as copies, digests go
 * back as gifts (transferred). A Web Worker on Deno and Bun, a worker thread on Node.
 */
import { hashRecords, startKernel } from './kernel.ts';

interface WebScope {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  onmessage: ((event: { data: Uint8Array }) => void) | null;
}

function answer(piece: Uint8Array, post: WebScope['postMessage']): void {
  const { digests, kernelMs } = hashRecords(piece);
  post({ digests, kernelMs }, [digests.buffer]);
}

startKernel();
if ('Deno' in globalThis || 'Bun' in globalThis) {
  const scope = globalThis as unknown as WebScope;
  const post = scope.postMessage.bind(scope);
  scope.onmessage = ({ data }) => answer(data, post);
  post('ready', []);
} else {
  const { parentPort } = await import('node:worker_threads');
  if (parentPort === null) throw new Error('not a worker');
  const post = parentPort.postMessage.bind(parentPort);
  parentPort.on('message', (data: Uint8Array) => answer(data, post));
  post('ready');
}
