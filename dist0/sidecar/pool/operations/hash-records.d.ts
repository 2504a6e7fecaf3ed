/**
 * `hash/records`: records of one size, in memory or in a file that the main thread opened. A shard is a run of them
 * that a step takes, or one record that is longer.
 */
import { type Operation } from '../operation.ts';
declare const FIELDS: readonly ['algorithm', 'engine', 'recordSize', 'count', 'shardRecords', 'out', 
/** Arena address of the data, when `fd` is -1. */
'data', 'fd', 'fileOffset'];
type Field = (typeof FIELDS)[number];
export declare const hashRecords: Operation<Field>;
export {};
