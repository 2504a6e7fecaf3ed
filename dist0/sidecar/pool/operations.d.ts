/** The table of operations: a job names one by its index, which is the same on the main thread and in every worker. */
import type { Operation } from './operation.ts';
export declare function operationId(operation: Operation): number;
export declare function operationById(id: number): Operation;
