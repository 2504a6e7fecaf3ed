/** The child process of the IPC stack: a piece comes as a message, its digests go as one. */
import { hashRecords, startKernel } from './kernel.ts';

startKernel();
process.on('message', (piece: Uint8Array) => process.send?.(hashRecords(piece)));
process.send?.('ready');
