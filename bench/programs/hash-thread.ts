/** The worker thread of the zero-copy suite: records in, digests and (when it was given away) the input back. */
import { parentPort } from 'node:worker_threads';
import { hashRecords, startKernel } from '../stacks/kernel.ts';

startKernel();
parentPort?.on('message', ({ data, giveBack }: { data: Uint8Array<ArrayBuffer>; giveBack: boolean }) => {
  const { digests } = hashRecords(data);
  const transfer = giveBack ? [digests.buffer, data.buffer] : [digests.buffer];
  parentPort?.postMessage({ digests, data: giveBack ? data : undefined }, transfer);
});
parentPort?.postMessage('ready');
