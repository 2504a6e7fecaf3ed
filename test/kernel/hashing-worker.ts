/** The thread of cancel.test.ts: one call of `hash_records` with the numbers it is given; posts the status. */
import { parentPort, workerData } from 'node:worker_threads';
import { instantiate } from './slab.ts';

interface Task {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  call: [number, number, number, number, number, number];
}

const { module, memory, call } = workerData as Task;
parentPort?.postMessage(instantiate(module, memory).hash_records(...call));
